import { isJsonObject, parseJson } from '../../../src/json.ts';
import { type MessageAttribute, sizeOf } from './attributes.ts';

export interface Topic {
  /** A FIFO topic when its name ends in `.fifo`. */
  readonly arn: string;
  /** Only for FIFO topics. @default false */
  readonly contentBasedDeduplication?: boolean;
}

/** What a Publish asks for. */
export interface Publish {
  readonly topicArn: string;
  readonly message: string;
  readonly subject?: string;
  readonly messageStructure?: string;
  readonly groupId?: string;
  readonly deduplicationId?: string;
  readonly attributes: readonly MessageAttribute[];
}

export const isFifo = ({ arn }: Topic): boolean => arn.endsWith('.fifo');

/** The text of the InvalidParameter that SNS answers, if it refuses. Amazon SNS API Reference, "Publish". */
export const invalidParameter = (publish: Publish, topic: Topic): string | undefined =>
  messageProblem(publish) ??
  subjectProblem(publish.subject) ??
  (isFifo(topic) ? fifoProblem(publish, topic) : standardProblem(publish));

/** A message and its attributes together, in bytes of UTF-8. */
const maxBytes = 262_144;

const messageProblem = ({ message, messageStructure, attributes }: Publish): string | undefined => {
  if (message === '') return 'Invalid parameter: Empty message';
  const size = attributes.reduce((sum, attribute) => sum + sizeOf(attribute), Buffer.byteLength(message));
  if (size > maxBytes) return 'Invalid parameter: Message too long';
  return messageStructure === undefined ? undefined : structureProblem(message, messageStructure);
};

/** `json`: the message is an object with a text per protocol and one named default. */
const structureProblem = (message: string, structure: string): string | undefined => {
  if (structure !== 'json') return 'Invalid parameter: MessageStructure';
  try {
    const texts = parseJson(message);
    return isJsonObject(texts) && typeof texts.default === 'string'
      ? undefined
      : 'Invalid parameter: Message Structure - No default entry in JSON message body';
  } catch {
    return 'Invalid parameter: Message Structure - JSON message body failed to parse';
  }
};

/**
 * Publish, Subject: "no line breaks or control characters, and less than 100 characters"; before 2024 also "ASCII
 * text that begins with a letter, number, or punctuation mark". E-mail endpoints still live by the older rule.
 */
const subjectProblem = (subject: string | undefined): string | undefined =>
  subject === undefined || /^[!-~][ -~]{0,98}$/.test(subject) ? undefined : 'Invalid parameter: Subject';

const id = /^[!-~]{1,128}$/;

const fifoProblem = ({ groupId, deduplicationId }: Publish, topic: Topic): string | undefined => {
  if (groupId === undefined)
    return 'Invalid parameter: The MessageGroupId parameter is required for FIFO topics';
  if (!id.test(groupId))
    return 'Invalid parameter: MessageGroupId Reason: MessageGroupId can only include alphanumeric and punctuation characters. 1 to 128 in length';
  if (deduplicationId === undefined && !topic.contentBasedDeduplication)
    return 'Invalid parameter: The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly';
  return deduplicationId === undefined || id.test(deduplicationId)
    ? undefined
    : 'Invalid parameter: MessageDeduplicationId Reason: MessageDeduplicationId can only include alphanumeric and punctuation characters. 1 to 128 in length';
};

/** A standard topic may carry a message group (for fair queues), never a deduplication id. */
const standardProblem = ({ groupId, deduplicationId }: Publish): string | undefined => {
  if (deduplicationId !== undefined)
    return 'Invalid parameter: MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is not valid for this topic type';
  return groupId === undefined || id.test(groupId) ? undefined : 'Invalid parameter: MessageGroupId';
};
