import * as z from 'zod';
import type { JsonValue } from '../../../src/json.ts';
import { block } from './blocks.ts';
import { maxBlocks, type Refusal } from './refusal.ts';

export const attachmentsRefusal = (
  blocks: readonly JsonValue[],
  attachments: readonly JsonValue[],
): Refusal | undefined => {
  if (attachments.length > 100)
    return { error: 'too_many_attachments', why: `${attachments.length} attachments` };
  const parsed = z.array(attachment).safeParse(attachments);
  if (!parsed.success) return { error: 'invalid_attachments', why: parsed.error.message };
  const inside = parsed.data.reduce((sum, one) => sum + (one.blocks?.length ?? 0), 0);
  return blocks.length + inside > maxBlocks
    ? { error: 'invalid_attachments', why: `${blocks.length + inside} blocks` }
    : undefined;
};

const link = z.string().regex(/^(https?:\/\/|mailto:)\S+$/);
const color = z.string().regex(/^(good|warning|danger|#?[0-9a-fA-F]{3}|#?[0-9a-fA-F]{6})$/);
const attachment = z.union([
  z.strictObject({
    blocks: z.array(block).min(1),
    color: color.optional(),
    fallback: z.string().optional(),
  }),
  // docs.slack.dev/legacy/legacy-messaging/legacy-secondary-message-attachments
  z
    .strictObject({
      color,
      fallback: z.string(),
      pretext: z.string(),
      author_name: z.string(),
      author_link: link,
      author_icon: link,
      title: z.string(),
      title_link: link,
      text: z.string(),
      fields: z.array(
        z.strictObject({ title: z.string(), value: z.string(), short: z.boolean().optional() }),
      ),
      image_url: link,
      thumb_url: link,
      footer: z.string().max(300),
      footer_icon: link,
      ts: z.union([z.number(), z.string().regex(/^\d+(\.\d+)?$/)]),
      // The Go original has always sent this null, and Slack takes it.
      blocks: z.null(),
      mrkdwn_in: z.array(z.enum(['pretext', 'text', 'fields'])),
    })
    .partial(),
]);
