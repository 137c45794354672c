import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../src/alerts/alert.ts';
import { destinationTypes } from '../../../src/destinations/registry.ts';
import {
  aBurst,
  aFailureAlert,
  anAlert,
  aRecord,
  aRoundup,
  aRuleFailure,
  aTag,
} from '../../support/builders.ts';
import { testDestinations } from '../../support/destinations/registry.ts';
import { startServices } from '../../support/services.ts';

const hostile = '<!channel>\r\nBcc: evil@example.com\u2028 *bold* ``` \ud800';
const hostileRecord = aRecord({
  eventName: hostile,
  userIdentity: { arn: hostile },
  sourceIPAddress: hostile,
});

const alerts: Readonly<Record<string, Alert>> = {
  'a match': anAlert(),
  'a burst': aBurst(
    Array.from({ length: 1500 }, (_, index) =>
      aRecord({ eventID: `6f9e1d3a-${String(index).padStart(27, '0')}` }),
    ),
  ),
  'a roundup': aRoundup(
    ...Array.from({ length: 1000 }, (_, index) =>
      anAlert({ record: aRecord({ eventID: `6f9e1d3a-${String(index).padStart(27, '0')}` }) }),
    ),
  ),
  'a failure': aFailureAlert(aRuleFailure()),
  'a hostile burst': aBurst(
    [hostileRecord, { ...hostileRecord, eventID: hostile, sourceIPAddress: `${hostile}2` }],
    {
      threshold: { distinct: { program: 1, jq: hostile, definitions: '' } },
    },
  ),
  'a hostile roundup': aRoundup(anAlert({ record: hostileRecord })),
  'a hostile failure': aFailureAlert(aRuleFailure({ record: hostileRecord, message: hostile })),
};

const toConsole =
  /^<https:\/\/us-east-1\.console\.aws\.amazon\.com\/cloudtrailv2\/home\?region=us-east-1#\/events\/[\w-]+\|[\w ]+>$/;

/** Every type with every layout that it has. */
const layouts = destinationTypes
  .filter(({ type }) => type in testDestinations)
  .flatMap(({ type, keys }) =>
    keys.includes('layout')
      ? [
          { type, layout: 'standard', settings: { layout: 'standard' } },
          { type, layout: 'classic', settings: { layout: 'classic' } },
        ]
      : [{ type, layout: 'only', settings: {} }],
  );

describe.each(layouts)('$type in its $layout layout', ({ type, settings }) => {
  /** What people receive, as one text. */
  const received = async (alert: Alert, note?: string): Promise<string> => {
    await using services = await startServices();
    await services.send(type, alert, settings, { tag: aTag({ note }) });
    const { slack } = services;
    expect(slack.refused).toEqual([]);
    for (const { mentions, links } of slack.posted) {
      expect(mentions).toEqual([]);
      for (const { found } of links) expect(found).toMatch(toConsole);
    }
    const messages = services.destinationOf(type).messages();
    expect(messages).toHaveLength(1);
    return messages.map(({ text }) => text).join();
  };

  it.each(Object.entries(alerts))('sends %s', async (_, alert) => {
    expect(await received(alert)).not.toContain('possible duplicate');
  });

  it.each(Object.entries(alerts))('says of %s that it may be a duplicate', async (_, alert) => {
    const note = 'possible duplicate of alert a1b2c3d4';
    expect(await received(alert, note)).toContain(note);
  });

  it('shows the output of the rule', async () =>
    expect(await received(anAlert({ output: 'of this rule' }))).toContain('of this rule'));

  it('says what a roundup, a burst and a failure are', async () => {
    expect(await received(aBurst([aRecord(), aRecord({ eventID: '2' })]))).toMatch(/2 times by|"count\W+2/);
    expect(await received(aRoundup(anAlert(), anAlert({ record: aRecord({ eventID: '2' }) })))).toMatch(
      /2 more matches|"count\W+2/,
    );
    expect(await received(aFailureAlert(aRuleFailure()))).toContain('retry-limit-in-match over');
  });
});

it('a note can be seen without opening anything: in the title of a message and the subject of a mail', async () => {
  await using services = await startServices();
  const tag = aTag({ note: 'possible duplicate of alert a1b2c3d4' });
  for (const type of ['slack_webhook', 'ses'])
    for (const layout of ['standard', 'classic']) await services.send(type, anAlert(), { layout }, { tag });
  expect(services.slack.posted).toMatchObject([
    { payload: { text: expect.stringContaining('· possible duplicate of alert a1b2c3d4 ·') } },
    {
      payload: {
        attachments: [{ title: 'Cloudtrail Tattletail Event (possible duplicate of alert a1b2c3d4)' }],
      },
    },
  ]);
  expect(services.ses.sent.map(({ subject }) => subject)).toEqual([
    '[possible duplicate of alert a1b2c3d4] Access key created: alice (IAM user) created an access key (111122223333 us-east-1)',
    'Cloudtrail Tattletail event (possible duplicate of alert a1b2c3d4)',
  ]);
});
