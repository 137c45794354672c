import { PublishCommand, type PublishCommandInput } from '@aws-sdk/client-sns';
import { expect, test } from 'vitest';
import { snsClientFor } from '../../support/aws-clients.ts';
import { fault } from '../../support/faults.ts';
import { snsError } from '../../support/sns/errors.ts';
import { startSns } from '../../support/sns-server.ts';
import { refusalOf } from './refusal.ts';

const arn = (name: string): string => `arn:aws:sns:eu-central-1:123456789012:${name}`;
const TopicArn = arn('alerts');

const start = async () => {
  let now = 0;
  const sns = await startSns({
    topics: [TopicArn, arn('a.fifo'), { arn: arn('content.fifo'), contentBasedDeduplication: true }],
    clock: () => now,
  });
  const client = snsClientFor(sns);
  return {
    sns,
    publish: (input: PublishCommandInput) => client.send(new PublishCommand({ TopicArn, ...input })),
    wait: (ms: number) => {
      now += ms;
    },
    [Symbol.asyncDispose]: sns.close,
  };
};

test('a message arrives as it was published', async () => {
  await using fake = await start();
  const { MessageId } = await fake.publish({
    Message: 'é & <b> + % =\n\t🔔',
    Subject: 'CloudTrail-Tattletail Alert',
    MessageAttributes: {
      AlertId: { DataType: 'String', StringValue: 'f00 & bar' },
      Bytes: { DataType: 'Binary', BinaryValue: new Uint8Array([0, 255]) },
    },
  });
  expect(fake.sns.published).toEqual([
    {
      at: 0,
      userAgent: expect.stringContaining('api/sns'),
      messageId: MessageId,
      topicArn: TopicArn,
      message: 'é & <b> + % =\n\t🔔',
      subject: 'CloudTrail-Tattletail Alert',
      attributes: [
        { name: 'AlertId', type: 'String', value: 'f00 & bar' },
        { name: 'Bytes', type: 'Binary', value: 'AP8=' },
      ],
    },
  ]);
});

const long = 'é'.repeat(131_072);
const attribute = (name: string, value: string, DataType = 'String') => ({
  Message: 'x',
  MessageAttributes: { [name]: { DataType, StringValue: value } },
});

test.each<[string, PublishCommandInput, string, string]>([
  ['no message', { Message: '' }, 'InvalidParameter', 'Invalid parameter: Empty message'],
  ['262,145 bytes', { Message: `${long}x` }, 'InvalidParameter', 'Invalid parameter: Message too long'],
  [
    '262,144 bytes and an attribute',
    { ...attribute('a', 'b'), Message: long },
    'InvalidParameter',
    'Invalid parameter: Message too long',
  ],
  [
    'a subject of 100 characters',
    { Message: 'x', Subject: 's'.repeat(100) },
    'InvalidParameter',
    'Invalid parameter: Subject',
  ],
  [
    'a subject of two lines',
    { Message: 'x', Subject: 'a\nb' },
    'InvalidParameter',
    'Invalid parameter: Subject',
  ],
  [
    'a subject with a tab',
    { Message: 'x', Subject: 'a\tb' },
    'InvalidParameter',
    'Invalid parameter: Subject',
  ],
  [
    'a subject outside ASCII',
    { Message: 'x', Subject: 'é' },
    'InvalidParameter',
    'Invalid parameter: Subject',
  ],
  [
    'a subject that begins with a space',
    { Message: 'x', Subject: ' a' },
    'InvalidParameter',
    'Invalid parameter: Subject',
  ],
  ['an empty subject', { Message: 'x', Subject: '' }, 'InvalidParameter', 'Invalid parameter: Subject'],
  [
    'a topic of another region',
    { Message: 'x', TopicArn: TopicArn.replace('eu-central-1', 'eu-west-1') },
    'InvalidParameter',
    'Invalid parameter: TopicArn',
  ],
  ['no ARN', { Message: 'x', TopicArn: 'alerts' }, 'InvalidParameter', 'Invalid parameter: TopicArn'],
  [
    'texts by protocol without a default',
    { Message: '{"email":"x"}', MessageStructure: 'json' },
    'InvalidParameter',
    'Invalid parameter: Message Structure - No default entry in JSON message body',
  ],
  [
    'texts by protocol that are no JSON',
    { Message: 'x', MessageStructure: 'json' },
    'InvalidParameter',
    'Invalid parameter: Message Structure - JSON message body failed to parse',
  ],
  [
    'a FIFO topic without a group',
    { Message: 'x', TopicArn: arn('a.fifo'), MessageDeduplicationId: 'd' },
    'InvalidParameter',
    'The MessageGroupId parameter is required for FIFO topics',
  ],
  [
    'a FIFO topic without a deduplication id',
    { Message: 'x', TopicArn: arn('a.fifo'), MessageGroupId: 'g' },
    'InvalidParameter',
    'ContentBasedDeduplication enabled or MessageDeduplicationId provided',
  ],
  [
    'a deduplication id of 129 characters',
    { Message: 'x', TopicArn: arn('a.fifo'), MessageGroupId: 'g', MessageDeduplicationId: 'd'.repeat(129) },
    'InvalidParameter',
    'MessageDeduplicationId Reason',
  ],
  [
    'a standard topic with a deduplication id',
    { Message: 'x', MessageDeduplicationId: 'd' },
    'InvalidParameter',
    'not valid for this topic type',
  ],
  [
    'an attribute without a value',
    attribute('a', ''),
    'InvalidParameterValue',
    "'a' must contain non-empty message attribute value for message attribute type 'String'",
  ],
  [
    'an attribute with a space in its name',
    attribute('a b', 'x'),
    'InvalidParameterValue',
    'Invalid non-alphanumeric character',
  ],
  ['an attribute that begins with a period', attribute('.a', 'x'), 'InvalidParameterValue', 'period'],
  ['an attribute of a reserved name', attribute('AWS.x', 'x'), 'InvalidParameterValue', 'AWS.'],
  [
    'an attribute of an unknown type',
    attribute('a', 'x', 'Text'),
    'InvalidParameterValue',
    'invalid message attribute type',
  ],
  ['a number that is none', attribute('a', 'x', 'Number'), 'InvalidParameterValue', 'number'],
  ['an array that is none', attribute('a', 'x', 'String.Array'), 'InvalidParameterValue', 'JSON array'],
])('%s is refused', async (_, input, name, message) => {
  await using fake = await start();
  const refusal = await refusalOf(fake.publish(input));
  expect(refusal).toEqual({
    name: `${name}Exception`,
    message: expect.stringContaining(message),
    status: 400,
  });
  expect(fake.sns.published).toEqual([]);
});

test('the largest message and the longest subject are taken', async () => {
  await using fake = await start();
  await fake.publish({ Message: long, Subject: 's'.repeat(99) });
  expect(fake.sns.published).toHaveLength(1);
});

test('half a surrogate pair never leaves the SDK', async () => {
  await using fake = await start();
  expect(await refusalOf(fake.publish({ Message: 'x\ud800' }))).toMatchObject({ name: 'URIError' });
  expect(fake.sns.requests).toEqual([]);
});

test('an unknown topic is not found', async () => {
  await using fake = await start();
  const refusal = await refusalOf(fake.publish({ Message: 'x', TopicArn: arn('nobody') }));
  expect(refusal).toEqual({ name: 'NotFoundException', message: 'Topic does not exist', status: 404 });
});

test('a FIFO topic delivers a deduplication id once in five minutes', async () => {
  await using fake = await start();
  const again = () =>
    fake.publish({ Message: 'x', TopicArn: arn('a.fifo'), MessageGroupId: 'g', MessageDeduplicationId: 'd' });
  const first = await again();
  fake.wait(299_999);
  expect(await again()).toMatchObject({ MessageId: first.MessageId, SequenceNumber: first.SequenceNumber });
  expect([fake.sns.published.length, fake.sns.deduplicated.length]).toEqual([1, 1]);
  fake.wait(1);
  expect((await again()).MessageId).not.toBe(first.MessageId);
  expect(fake.sns.published).toHaveLength(2);
});

test('a FIFO topic can tell a repetition by the message itself', async () => {
  await using fake = await start();
  for (const Message of ['x', 'x', 'y'])
    await fake.publish({ Message, TopicArn: arn('content.fifo'), MessageGroupId: 'g' });
  expect(fake.sns.published.map(({ message }) => message)).toEqual(['x', 'y']);
});

test.each([
  ['AuthorizationError', 'AuthorizationErrorException', 403],
  ['Throttled', 'ThrottledException', 429],
  ['KMSThrottling', 'KMSThrottlingException', 400],
  ['KMSAccessDenied', 'KMSAccessDeniedException', 400],
  ['InternalError', 'InternalErrorException', 500],
  ['EndpointDisabled', 'EndpointDisabledException', 400],
] as const)('%s reaches the client as what it is', async (code, name, status) => {
  await using fake = await start();
  fake.sns.faults.next(fault.answer(snsError(code)));
  expect(await refusalOf(fake.publish({ Message: 'x' }))).toMatchObject({ name, status });
  expect(fake.sns.published).toEqual([]);
});

test('a request that is not signed, or for another action, is refused', async () => {
  await using fake = await start();
  await fake.publish({ Message: 'x' });
  const { headers = {}, body = '' } = fake.sns.requests[0] ?? {};
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const anonymous = await fetch(fake.sns.url, { method: 'POST', body, headers: form });
  expect([anonymous.status, await anonymous.text()]).toEqual([
    403,
    expect.stringContaining('MissingAuthenticationToken'),
  ]);
  const altered = await fetch(fake.sns.url, {
    method: 'POST',
    body: `${body}y`,
    headers: { ...form, authorization: headers.authorization ?? '' },
  });
  expect([altered.status, await altered.text()]).toEqual([
    403,
    expect.stringContaining('SignatureDoesNotMatch'),
  ]);
});
