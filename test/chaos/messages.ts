import type { JsonObject } from '../../src/json.ts';
import type { SesServer } from '../support/ses-server.ts';
import type { SlackServer } from '../support/slack-server.ts';
import type { SnsServer } from '../support/sns-server.ts';
import type { DestinationId } from './config.ts';
import { senderOf } from './kills.ts';

/** A message that has arrived, as its reader understands it. */
export interface Message {
  readonly at: number;
  /** The name of the process. */
  readonly sender: string;
  readonly destination: DestinationId;
  readonly rule: string;
  readonly eventIds: readonly string[];
  /** Whether it says that it may be a duplicate: of a certain alert, or because the ledger was unavailable. */
  readonly note: Note;
  /** The beginning of the id that it shows; a roundup has its own. */
  readonly alertId: string;
  readonly isRoundup: boolean;
}

type Note = 'none' | 'duplicate' | 'unclaimed';

export interface Inboxes {
  readonly slack: Pick<SlackServer, 'posted'>;
  readonly ses: Pick<SesServer, 'sent'>;
  readonly sns: Pick<SnsServer, 'published'>;
}

/** In the order of their arrival at each destination. Throws for a message that its reader could not understand. */
export const messagesIn = ({ slack, ses, sns }: Inboxes): readonly Message[] => [
  ...slack.posted.map((post) => ({ ...arrivalOf(post), ...slackMessage(post.payload) })),
  ...ses.sent.map((email) => ({ ...arrivalOf(email), ...mail(email.text, email.headers['X-Alert-Id']) })),
  ...sns.published.map((one) => ({
    ...arrivalOf(one),
    ...snsMessage(one.message, one.attributes[0]?.value),
  })),
];

const arrivalOf = ({ at, userAgent }: { readonly at: number; readonly userAgent: string }) => ({
  at,
  sender: senderOf(userAgent),
});

/** A message without blocks is the plain one, for when Slack has refused the blocks. */
const slackMessage = (payload: JsonObject): Read => {
  const text = String(payload.text);
  const content = payload.blocks === undefined ? plainSlackContent(text) : slackContent(payload);
  return { destination: 'Channel', note: noteIn(text), alertId: text.slice(-8), ...content };
};

const plainSlackContent = (text: string): Content => {
  const [title = ''] = text.split('\n');
  return contentOf(title, /^Event {3}(.+)$/m.exec(text)?.slice(1, 2) ?? [], text);
};

const slackContent = (payload: JsonObject): Content => {
  // They were made by slackMessage and accepted by a strict server, so they are blocks with texts.
  const { blocks, attachments } = payload as unknown as {
    readonly blocks: readonly SlackBlock[];
    readonly attachments: readonly { readonly blocks: readonly SlackBlock[] }[];
  };
  const small = attachments.flatMap((one) => one.blocks.flatMap(({ elements = [] }) => elements));
  const ids = small
    .flatMap(({ text }) => /^Whole records?: events? (.+) in s3:/.exec(text)?.[1] ?? [])
    .join();
  return contentOf(blocks[0]?.text?.text ?? '', [ids], ids);
};

interface SlackBlock {
  readonly text?: { readonly text: string };
  readonly elements?: readonly { readonly text: string }[];
}

const mail = (text = '', alertId = ''): Read => {
  const [title = ''] = text.split('\n');
  const event = /^Event {3}(.+)$/m.exec(text)?.slice(1, 2) ?? [];
  const [head] = text.split('\n\n');
  return {
    destination: 'Mail',
    note: noteIn(head),
    alertId: alertId.slice(0, 8),
    ...contentOf(title, event, text),
  };
};

const snsMessage = (message: string, alertId = ''): Read => {
  // The original's JSON, as snsMessage writes it.
  const { name, record, match, note } = JSON.parse(message) as SnsMessage;
  const ids = match?.roundup?.eventIDs ?? (record === null ? [] : [record.eventID]);
  return {
    destination: 'Topic',
    rule: name,
    eventIds: ids,
    note: noteIn(note),
    alertId: alertId.slice(0, 8),
    isRoundup: record === null,
  };
};

interface SnsMessage {
  readonly name: string;
  readonly record: { readonly eventID: string } | null;
  readonly match?: { readonly roundup?: { readonly eventIDs: readonly string[] } };
  readonly note?: string;
}

const noteIn = (text = ''): Note => {
  if (/possible duplicate of alert [0-9a-f]{8}/.test(text)) return 'duplicate';
  return text.includes('possible duplicate: the ledger was unavailable') ? 'unclaimed' : 'none';
};

type Read = Omit<Message, 'at' | 'sender'>;

type Content = Pick<Message, 'rule' | 'eventIds' | 'isRoundup'>;

/** A roundup says in its title how many events it has, and lists them. Its example is one of them. */
const contentOf = (title: string, event: readonly string[], list: string): Content => {
  const [, rule = title, count] = /^(?:Rule failed: )?(.*?)(?:: (\d+) more match(?:es)?)?$/.exec(title) ?? [];
  const eventIds = count === undefined ? event : [...new Set([...list.matchAll(uuid)].map(([id]) => id))];
  if (eventIds.length !== Number(count ?? 1))
    throw new Error(
      `a message of rule ${rule} lists ${eventIds.length} events, but its title says ${count ?? 1}`,
    );
  return { rule, eventIds, isRoundup: count !== undefined };
};

const uuid = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;
