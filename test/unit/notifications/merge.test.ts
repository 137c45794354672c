import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kindsOfEntries, type NotificationDocument } from '../../../src/notifications/document.ts';
import { type Target, withTarget } from '../../../src/notifications/merge.ts';

const [ofFunctions, ofQueues, ofTopics] = kindsOfEntries;
const functionArn = 'arn:aws:lambda:us-east-1:111122223333:function:cloudtrail-tattletail';
const queueArn = 'arn:aws:sqs:us-east-1:111122223333:trail';
const otherArn = 'arn:aws:lambda:us-east-1:111122223333:function:other';

const toFunction = (prefix = 'AWSLogs/', arn = functionArn): Target => ({
  kind: 'entry',
  of: ofFunctions,
  arn,
  prefix,
});

/** As S3 gives them back. */
const filter = (...rules: readonly (readonly [string, string])[]) => ({
  Key: { FilterRules: rules.map(([Name, Value]) => ({ Name, Value })) },
});

const ours = {
  Id: 'tattletail-function-cloudtrail-tattletail',
  Events: ['s3:ObjectCreated:*'],
  Filter: filter(['prefix', 'AWSLogs/']),
  LambdaFunctionArn: functionArn,
};

const others: NotificationDocument = {
  LambdaFunctionConfigurations: [
    {
      Id: 'thumbnails',
      Events: ['s3:ObjectCreated:Put', 's3:ObjectCreated:Copy'],
      Filter: filter(['Prefix', 'pictures/'], ['Suffix', '.png']),
      LambdaFunctionArn: otherArn,
    },
  ],
  TopicConfigurations: [
    { Id: 'removed', Events: ['s3:ObjectRemoved:*'], TopicArn: 'arn:aws:sns:us-east-1:111122223333:t' },
  ],
  EventBridgeConfiguration: {},
};

describe('a target is added', () => {
  const both = { ...ours, Events: ['s3:ObjectCreated:*', 's3:ObjectRemoved:*'] };
  const ofRemoved = (): Target => ({
    kind: 'entry',
    of: ofFunctions,
    arn: functionArn,
    prefix: 'AWSLogs/',
    removed: true,
  });

  it('for removed objects too, also where it was notified of new ones only', () => {
    expect(withTarget({}, ofRemoved())).toEqual({ LambdaFunctionConfigurations: [both] });
    expect(withTarget({ LambdaFunctionConfigurations: [ours] }, ofRemoved())).toEqual({
      LambdaFunctionConfigurations: [both],
    });
    const document = { LambdaFunctionConfigurations: [both] };
    expect(withTarget(document, ofRemoved())).toBe(document);
    expect(withTarget(document, toFunction())).toBe(document);
  });

  it('but not for removed objects of which another destination is notified', () =>
    expect(() => withTarget({ TopicConfigurations: others.TopicConfigurations ?? [] }, ofRemoved())).toThrow(
      /already notifies .* of s3:ObjectRemoved/,
    ));

  it('to a bucket without notifications', () => {
    expect(withTarget({}, toFunction())).toEqual({ LambdaFunctionConfigurations: [ours] });
    expect(withTarget({}, { kind: 'eventbridge' })).toEqual({ EventBridgeConfiguration: {} });
    expect(withTarget({}, { kind: 'entry', of: ofQueues, arn: queueArn, prefix: '' })).toEqual({
      QueueConfigurations: [{ Id: 'tattletail-trail', Events: ['s3:ObjectCreated:*'], QueueArn: queueArn }],
    });
  });

  it('and everything else stays as it was', () =>
    expect(withTarget(others, toFunction())).toEqual({
      ...others,
      LambdaFunctionConfigurations: [...(others.LambdaFunctionConfigurations ?? []), ours],
    }));

  it('in place of its own earlier entry with another prefix', () => {
    const earlier = withTarget(others, toFunction('old/AWSLogs/'));
    expect(withTarget(earlier, toFunction())).toEqual(withTarget(others, toFunction()));
  });

  it('beside one of the same destination for other keys', () => {
    const pictures = { ...ours, Id: 'mine', Filter: filter(['Prefix', 'pictures/']) };
    expect(withTarget({ LambdaFunctionConfigurations: [pictures] }, toFunction())).toEqual({
      LambdaFunctionConfigurations: [pictures, ours],
    });
  });
});

describe('nothing changes where the target is notified already', () => {
  it.each<[string, NotificationDocument]>([
    ['by itself', { LambdaFunctionConfigurations: [ours] }],
    [
      'by an entry that S3 gives back',
      { LambdaFunctionConfigurations: [{ ...ours, Filter: filter(['Prefix', 'AWSLogs/']) }] },
    ],
    [
      'by an entry made by hand, for more keys',
      { LambdaFunctionConfigurations: [{ ...ours, Id: 'mine', Filter: {} }] },
    ],
  ])('%s', (_, document) => expect(withTarget(document, toFunction())).toBe(document));

  it('by EventBridge', () => expect(withTarget(others, { kind: 'eventbridge' })).toBe(others));
});

describe('what S3 would refuse is refused', () => {
  const of = (Events: string[], ...rules: readonly (readonly [string, string])[]): NotificationDocument => ({
    QueueConfigurations: [{ Id: 'q', Events, Filter: filter(...rules), QueueArn: queueArn }],
  });
  const refused = new RegExp(`already notifies ${queueArn} of s3:ObjectCreated`);

  it.each([
    ['the same event for all keys', of(['s3:ObjectCreated:*'])],
    ['a part of the event', of(['s3:ObjectCreated:Put'])],
    ['a longer prefix', of(['s3:ObjectCreated:*'], ['Prefix', 'AWSLogs/111122223333/'])],
    ['a shorter prefix', of(['s3:ObjectCreated:*'], ['Prefix', 'AWS'])],
    ['any suffix, since ours is every one', of(['s3:ObjectCreated:*'], ['Suffix', '.gz'])],
  ])('%s', (_, document) => {
    expect(() => withTarget(document, toFunction())).toThrow(refused);
    expect(withTarget(document, { kind: 'eventbridge' })).toEqual({
      ...document,
      EventBridgeConfiguration: {},
    });
  });

  it.each([
    ['another event', of(['s3:ObjectRemoved:*'])],
    ['another prefix', of(['s3:ObjectCreated:*'], ['Prefix', 'Config/'])],
  ])('but not %s', (_, document) =>
    expect(withTarget(document, toFunction()).QueueConfigurations).toEqual(document.QueueConfigurations),
  );

  it('the same destination for a part of the keys, under another Id', () => {
    const narrower = { ...ours, Id: 'mine', Filter: filter(['Prefix', 'AWSLogs/111122223333/']) };
    expect(() => withTarget({ LambdaFunctionConfigurations: [narrower] }, toFunction())).toThrow(
      /already notifies/,
    );
  });

  it('an Id that is taken', () =>
    expect(() =>
      withTarget(
        { TopicConfigurations: [{ Id: ours.Id, Events: ['s3:ObjectRemoved:*'], TopicArn: 'arn:t' }] },
        toFunction(),
      ),
    ).toThrow(`has a notification with the Id ${ours.Id} for arn:t`));
});

const prefix = fc.constantFrom('', 'AWSLogs/', 'AWSLogs/1/', 'a/AWSLogs/', 'b/');
const target = fc.oneof(
  fc.constant<Target>({ kind: 'eventbridge' }),
  fc
    .tuple(prefix, fc.constantFrom('f', 'g'))
    .map(([below, name]) => toFunction(below, `arn:aws:lambda:r:1:function:${name}`)),
  prefix.map((below): Target => ({ kind: 'entry', of: ofTopics, arn: 'arn:aws:sns:r:1:t', prefix: below })),
);

it('whatever targets are added in whatever order, no two of them overlap, and adding them again changes nothing', () =>
  fc.assert(
    fc.property(fc.array(target, { maxLength: 8 }), (targets) => {
      let document: NotificationDocument = {};
      for (const one of targets) {
        const before = document;
        try {
          document = withTarget(document, one);
        } catch {
          expect(document).toBe(before);
          continue;
        }
        expect(withTarget(document, one)).toBe(document);
      }
      const prefixes = [
        ...(document.LambdaFunctionConfigurations ?? []),
        ...(document.TopicConfigurations ?? []),
      ].map(({ Filter }) => Filter?.Key?.FilterRules[0]?.Value ?? '');
      const overlapping = prefixes.filter((one, index) =>
        prefixes.some((other, at) => at !== index && one.startsWith(other)),
      );
      expect(overlapping).toEqual([]);
    }),
  ));
