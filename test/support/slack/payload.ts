import * as z from 'zod';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../src/json.ts';
import { attachmentsRefusal } from './attachments.ts';
import { block } from './blocks.ts';
import { maxBlocks, type Refusal } from './refusal.ts';
import { textsOf } from './texts.ts';

/** Why a webhook refuses a message, if it does. */
export const refusalOf = (payload: JsonValue | undefined): Refusal | undefined => {
  if (!isJsonObject(payload))
    return { error: 'invalid_payload', why: 'the body is not a JSON object of well-formed text' };
  const message = messageFields.safeParse(
    Object.fromEntries(Object.entries(payload).filter(([name]) => name in messageFields.shape)),
  );
  if (!message.success) return { error: 'invalid_payload', why: message.error.message };
  const { blocks = [], attachments = [] } = payload;
  if (!Array.isArray(blocks)) return { error: 'invalid_blocks_format', why: 'blocks is not an array' };
  if (!Array.isArray(attachments))
    return { error: 'invalid_attachments', why: 'attachments is not an array' };
  return (
    contentRefusal(payload, blocks, attachments) ??
    blocksRefusal(blocks) ??
    attachmentsRefusal(blocks, attachments) ??
    totalRefusal(payload, blocks, attachments)
  );
};

/**
 * What an app's webhook takes no notice of: the webhook itself decides channel, name and icon.
 * docs.slack.dev "Sending messages using incoming webhooks".
 */
export const ignoredFields = (payload: JsonObject): readonly string[] =>
  Object.keys(payload).filter(
    (name) => !(name in messageFields.shape) && name !== 'blocks' && name !== 'attachments',
  );

const messageFields = z.object({
  text: z.string().optional(),
  mrkdwn: z.boolean().optional(),
  unfurl_links: z.boolean().optional(),
  unfurl_media: z.boolean().optional(),
  link_names: z.union([z.boolean(), z.literal([0, 1])]).optional(),
  parse: z.enum(['full', 'none']).optional(),
  thread_ts: z.string().optional(),
  metadata: z.strictObject({ event_type: z.string(), event_payload: z.looseObject({}) }).optional(),
});

const contentRefusal = (
  { text }: JsonObject,
  blocks: readonly JsonValue[],
  attachments: readonly JsonValue[],
): Refusal | undefined => {
  if (blocks.length > 0 || (typeof text === 'string' && text.trim() !== '')) return undefined;
  if (attachments.length === 0) return { error: 'no_text', why: 'neither text nor blocks nor attachments' };
  return attachments.some(
    (attachment) => isJsonObject(attachment) && shown.some((name) => isFilled(attachment[name])),
  )
    ? undefined
    : { error: 'missing_text_or_fallback_or_attachments', why: 'no attachment shows anything' };
};

const shown = ['blocks', 'text', 'fallback', 'pretext', 'title', 'fields', 'image_url', 'author_name'];

const isFilled = (value: JsonValue | undefined): boolean =>
  typeof value === 'string' ? value.trim() !== '' : Array.isArray(value) && value.length > 0;

const blocksRefusal = (blocks: readonly JsonValue[]): Refusal | undefined => {
  const refuse = (why: string): Refusal => ({ error: 'invalid_blocks', why });
  if (blocks.length > maxBlocks) return refuse(`${blocks.length} blocks`);
  const parsed = z.array(block).safeParse(blocks);
  if (!parsed.success) return refuse(parsed.error.message);
  const ids = parsed.data.flatMap(({ block_id }) => block_id ?? []);
  if (new Set(ids).size < ids.length) return refuse('a block_id is there twice');
  const markdown = parsed.data.reduce((sum, one) => sum + (one.type === 'markdown' ? one.text.length : 0), 0);
  if (markdown > 12_000) return refuse(`${markdown} characters in all markdown blocks together`);
  const tables = parsed.data.filter(({ type }) => type === 'table').length;
  return tables > 1 ? { error: 'invalid_attachments', why: 'only_one_table_allowed' } : undefined;
};

/**
 * Undocumented; measured in slackapi/bolt-js#2509: about 13,200 characters, where a divider cost as much as 125, and
 * fewer for some content. This fake takes 10,000, besides Markdown, whose 12,000 are documented.
 */
const totalRefusal = (
  payload: JsonObject,
  blocks: readonly JsonValue[],
  attachments: readonly JsonValue[],
): Refusal | undefined => {
  const texts = textsOf(payload).filter(({ at, markup }) => at.includes('/blocks/') && markup !== 'markdown');
  const inside = attachments.flatMap((one) =>
    isJsonObject(one) && Array.isArray(one.blocks) ? one.blocks : [],
  );
  const dividers = [...blocks, ...inside].filter((one) => isJsonObject(one) && one.type === 'divider').length;
  const total = texts.reduce((sum, { text }) => sum + text.length, dividers * 125);
  return total > 10_000
    ? { error: 'msg_blocks_too_long', why: `${total} characters in all blocks together` }
    : undefined;
};
