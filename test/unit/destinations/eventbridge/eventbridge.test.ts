import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../../src/alerts/alert.ts';
import { asRecorded } from '../../../../src/alerts/display.ts';
import { eventbridge } from '../../../../src/destinations/eventbridge/eventbridge.ts';
import { eventBridgeClientFor } from '../../../support/aws-clients.ts';
import { aFailureAlert, anAlert, aRecord, aRoundup, aRuleFailure, aTag } from '../../../support/builders.ts';
import { bus } from '../../../support/destinations/eventbridge.ts';
import { eventBridgeError, putEventsAnswer, startEventBridge } from '../../../support/eventbridge-server.ts';
import { type Fault, fault } from '../../../support/faults.ts';
import { startServices } from '../../../support/services.ts';

const messagesOf = async (alert: Alert) => {
  await using services = await startServices();
  await services.send('eventbridge', alert);
  return services.destinationOf('eventbridge').messages();
};

it('puts the alert on the bus as JSON', async () => {
  const [message] = await messagesOf(anAlert());
  expect(JSON.parse(message?.text ?? '')).toMatchObject({ version: 1, id: aTag().id, record: aRecord() });
});

it('has a detail type for each kind of alert, for rules of the bus', async () => {
  await using server = await startEventBridge([bus]);
  await using services = await startServices();
  const client = eventBridgeClientFor(server);
  const { createSend } = eventbridge.settings.parse({ event_bus_arn: bus });
  const aws = { ...services.aws, eventbridge: async () => client };
  const send = createSend({ fetch, aws, display: asRecorded });
  for (const alert of [anAlert(), aRoundup(anAlert(), anAlert()), aFailureAlert(aRuleFailure())])
    await send(alert, aTag(), AbortSignal.timeout(5000));
  expect(server.put.map(({ Source, DetailType }) => [Source, DetailType])).toEqual([
    ['cloudtrail-tattletail', 'CloudTrail Alert'],
    ['cloudtrail-tattletail', 'CloudTrail Roundup'],
    ['cloudtrail-tattletail', 'CloudTrail Rule Failure'],
  ]);
});

it('calls the region of the bus', async () => {
  await using services = await startServices();
  const regions: string[] = [];
  const aws = {
    ...services.aws,
    eventbridge: (region: string) => {
      regions.push(region);
      return Promise.reject(new Error('not needed'));
    },
  };
  const { createSend } = eventbridge.settings.parse({
    event_bus_arn: 'arn:aws-cn:events:cn-north-1:111122223333:event-bus/default',
  });
  const send = createSend({ fetch, aws, display: asRecorded });
  await expect(send(anAlert(), aTag(), AbortSignal.timeout(1000))).rejects.toThrow();
  expect(regions).toEqual(['cn-north-1']);
});

describe('what EventBridge says decides the outcome', () => {
  const failure = async (broken: Fault) => {
    await using services = await startServices();
    services.destinationOf('eventbridge').server.faults.next(broken);
    return await services.send('eventbridge', anAlert()).catch((error: unknown) => error);
  };

  it.each([
    ['ThrottlingException', { outcome: 'refused', retryable: true }],
    ['LimitExceededException', { outcome: 'refused', retryable: true }],
    ['InternalFailure', { outcome: 'unknown', retryable: true }],
    ['InternalException', { outcome: 'unknown', retryable: true }],
    ['MalformedDetail', { outcome: 'refused', retryable: false }],
    ['NotAuthorizedForSourceException', { outcome: 'refused', retryable: false }],
  ])('%s of the entry, with status 200', async (ErrorCode, expected) =>
    expect(
      await failure(fault.answer(putEventsAnswer([{ ErrorCode, ErrorMessage: 'a record' }]))),
    ).toMatchObject({
      message: `EventBridge did not take the event: ${ErrorCode}`,
      failure: expected,
    }),
  );

  it('an error code that is none is not repeated', async () =>
    expect(await failure(fault.answer(putEventsAnswer([{ ErrorCode: 'a record!' }])))).toMatchObject({
      message: 'EventBridge did not take the event: unknown error',
    }));

  it.each([
    [400, 'ThrottlingException', { outcome: 'refused', retryable: true }],
    [400, 'AccessDeniedException', { outcome: 'refused', retryable: false }],
    [500, 'InternalException', { outcome: 'unknown', retryable: true }],
  ])('%i %s of the call', async (status, code, expected) =>
    expect(await failure(fault.answer(eventBridgeError(status, code)))).toMatchObject({ failure: expected }),
  );
});

describe('its own calls', () => {
  const [call] = eventbridge.settings.parse({ event_bus_arn: bus }).ownCalls;
  const isOurs = (...names: readonly string[]) =>
    call?.isForOurs({ entries: names.map((eventBusName) => ({ eventBusName })) }, aRecord());

  it('are those for its bus only, by ARN or name', () => {
    expect(isOurs(bus)).toBe(true);
    expect(isOurs('security')).toBe(true);
    expect(isOurs('default')).toBe(false);
    expect(isOurs(bus, 'default')).toBe(false);
    expect(isOurs()).toBe(false);
  });
});

it.each([
  'default',
  'arn:aws:sns:us-east-1:111122223333:t',
  `${bus}/x y`,
  'https://hooks.example.com/s3cret',
])('the bus %s is refused', (event_bus_arn) => {
  const message = eventbridge.settings.safeParse({ event_bus_arn }).error?.issues[0]?.message;
  expect(message).toMatch(/^must be the full ARN of an event bus/);
  expect(message).not.toContain('s3cret');
});
