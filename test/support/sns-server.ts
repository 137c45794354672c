import { createHash, randomUUID } from 'node:crypto';
import type { Answer } from './answer.ts';
import { type Clock, type Loopback, type Request, startLoopback } from './loopback.ts';
import { regionOf, signatureProblem } from './sigv4.ts';
import { readAttributes } from './sns/attributes.ts';
import { snsError, xmlAnswer } from './sns/errors.ts';
import { invalidParameter, isFifo, type Publish, type Topic } from './sns/publish.ts';

export interface SnsOptions {
  /** ARNs, or ARNs with what is special about the topic. */
  readonly topics: readonly (string | Topic)[];
  readonly clock?: Clock;
}

interface Published extends Publish {
  readonly at: number;
  readonly userAgent: string;
  readonly messageId: string;
}

export interface SnsServer extends Loopback {
  /** What subscribers would get, in order. */
  readonly published: readonly Published[];
  /** What a FIFO topic accepted and did not deliver a second time. */
  readonly deduplicated: readonly Published[];
}

/** An SNS that knows Publish to a topic, spoken in the query protocol: a form in, XML out. */
export const startSns = async ({ topics, clock = Date.now }: SnsOptions): Promise<SnsServer> => {
  const byArn = new Map(
    topics
      .map((topic) => (typeof topic === 'string' ? { arn: topic } : topic))
      .map((topic) => [topic.arn, topic]),
  );
  const published: Published[] = [];
  const deduplicated: Published[] = [];

  const handle = (request: Request): Answer => {
    const form = readForm(request);
    const refused = refusalOf(request, form);
    if (refused !== undefined) return refused;
    const attributes = readAttributes(form);
    if (attributes.kind === 'invalid') return snsError('ParameterValueInvalid', attributes.message);
    const publish = readPublish(form, attributes.attributes);
    const topic = byArn.get(publish.topicArn);
    if (topic === undefined) return snsError('NotFound');
    const invalid = invalidParameter(publish, topic);
    if (invalid !== undefined) return snsError('InvalidParameter', invalid);

    const earlier = isFifo(topic) ? published.findLast(isRepeatedBy(publish, request.at)) : undefined;
    const entry = {
      ...publish,
      at: request.at,
      userAgent: request.headers['user-agent'] ?? '',
      messageId: earlier?.messageId ?? randomUUID(),
    };
    (earlier === undefined ? published : deduplicated).push(entry);
    return accepted(entry, isFifo(topic) ? published.indexOf(earlier ?? entry) : undefined);
  };

  return { ...(await startLoopback(handle, clock)), published, deduplicated };
};

const refusalOf = (request: Request, form: ReadonlyMap<string, string>): Answer | undefined => {
  const problem = signatureProblem(request, 'sns');
  if (request.headers.authorization === undefined) return snsError('MissingAuthenticationToken');
  if (problem !== undefined) return snsError('SignatureDoesNotMatch', problem);
  if (form.get('Action') !== 'Publish' || form.get('Version') !== '2010-03-31')
    return snsError('InvalidAction');
  const arn = /^arn:aws[a-z-]*:sns:([a-z0-9-]+):\d{12}:[A-Za-z0-9_-]{1,256}(\.fifo)?$/.exec(
    form.get('TopicArn') ?? '',
  );
  // An ARN of another region is no topic of this endpoint.
  return arn?.[1] === regionOf(request)
    ? undefined
    : snsError('InvalidParameter', 'Invalid parameter: TopicArn');
};

/** Empty for whatever is no form: then there is no Action either. */
const readForm = ({ method, headers, body }: Request): ReadonlyMap<string, string> => {
  const isForm = (headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  if (method !== 'POST' || !isForm) return new Map();
  try {
    const decode = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '));
    const pairs = body.toString('latin1').split('&');
    return new Map(
      pairs.map((pair) => pair.split('=', 2)).map(([name = '', value = '']) => [decode(name), decode(value)]),
    );
  } catch {
    return new Map();
  }
};

const readPublish = (form: ReadonlyMap<string, string>, attributes: Publish['attributes']): Publish => {
  const [subject, messageStructure, groupId, deduplicationId] = [
    'Subject',
    'MessageStructure',
    'MessageGroupId',
    'MessageDeduplicationId',
  ].map((name) => form.get(name));
  return {
    topicArn: form.get('TopicArn') ?? '',
    message: form.get('Message') ?? '',
    attributes,
    ...(subject !== undefined && { subject }),
    ...(messageStructure !== undefined && { messageStructure }),
    ...(groupId !== undefined && { groupId }),
    ...(deduplicationId !== undefined && { deduplicationId }),
  };
};

/** Amazon SNS Developer Guide, "Message deduplication for FIFO topics": within 5 minutes, per topic. */
const isRepeatedBy =
  (publish: Publish, at: number) =>
  (earlier: Published): boolean =>
    earlier.topicArn === publish.topicArn &&
    at - earlier.at < 300_000 &&
    deduplicationIdOf(earlier) === deduplicationIdOf(publish);

const deduplicationIdOf = ({ deduplicationId, message }: Publish): string =>
  deduplicationId ?? createHash('sha256').update(message).digest('hex');

const accepted = ({ messageId }: Published, sequence: number | undefined): Answer => {
  const number =
    sequence === undefined ? '' : `<SequenceNumber>${10n ** 19n + BigInt(sequence)}</SequenceNumber>`;
  const requestId = `<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata>`;
  const content = `<PublishResult><MessageId>${messageId}</MessageId>${number}</PublishResult>${requestId}`;
  return xmlAnswer(200, 'PublishResponse', content);
};
