import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../src/alerts/alert.ts';
import { aFailureAlert, anAlert, aRecord, aRoundup, aRuleFailure, aTag } from '../../support/builders.ts';
import { startServices } from '../../support/destinations.ts';

const hostile = '<!channel>\r\nBcc: evil@example.com\u2028 *bold* ``` \ud800';
const hostileRecord = aRecord({
  eventName: hostile,
  userIdentity: { arn: hostile },
  sourceIPAddress: hostile,
});

const alerts: Readonly<Record<string, Alert>> = {
  'a match': anAlert(),
  'a roundup': aRoundup(
    ...Array.from({ length: 1000 }, (_, index) =>
      anAlert({ record: aRecord({ eventID: `6f9e1d3a-${String(index).padStart(27, '0')}` }) }),
    ),
  ),
  'a failure': aFailureAlert(aRuleFailure()),
  'a hostile roundup': aRoundup(anAlert({ record: hostileRecord })),
  'a hostile failure': aFailureAlert(aRuleFailure({ record: hostileRecord, message: hostile })),
};

const layouts: readonly (readonly [string, 'standard' | 'classic' | undefined])[] = [
  ['slack_webhook', 'standard'],
  ['slack_webhook', 'classic'],
  ['ses', 'standard'],
  ['ses', 'classic'],
  ['sns', undefined],
];

/** What people get, as one text. */
const told = async (
  type: string,
  layout: string | undefined,
  alert: Alert,
  note?: string,
): Promise<string> => {
  await using services = await startServices();
  await services.send(type, alert, layout === undefined ? {} : { layout }, { tag: aTag({ note }) });
  const { slack, ses, sns } = services;
  expect(slack.refused).toEqual([]);
  expect(slack.posted.map(({ mentions, links }) => ({ mentions, links }))).toEqual(
    slack.posted.map(() => ({ mentions: [], links: [] })),
  );
  return [
    ...slack.posted.map(({ payload }) => JSON.stringify(payload)),
    ...ses.sent.map(({ subject, text }) => `${subject}\n${text}`),
    ...sns.published.map(({ message }) => message),
  ].join();
};

describe.each(layouts)('%s in the layout %s', (type, layout) => {
  it.each(Object.entries(alerts))('tells %s', async (_, alert) => {
    expect(await told(type, layout, alert)).not.toContain('possible repeat');
  });

  it.each(Object.entries(alerts))('says of %s that it may be a repeat', async (_, alert) => {
    const note = 'possible repeat of alert a1b2c3d4';
    expect(await told(type, layout, alert, note)).toContain(note);
  });

  it('says what a roundup and a failure are', async () => {
    expect(
      await told(type, layout, aRoundup(anAlert(), anAlert({ record: aRecord({ eventID: '2' }) }))),
    ).toMatch(/2 more matches|"count\W+2/);
    expect(await told(type, layout, aFailureAlert(aRuleFailure()))).toContain('retry-limit-in-match over');
  });
});

it('a note is where it is seen without opening anything: in the title of a message and the subject of a mail', async () => {
  await using services = await startServices();
  const tag = aTag({ note: 'possible repeat of alert a1b2c3d4' });
  for (const [type, layout] of layouts.slice(0, 4))
    await services.send(type, anAlert(), { layout: layout ?? '' }, { tag });
  expect(services.slack.posted).toMatchObject([
    { payload: { text: expect.stringContaining('· possible repeat of alert a1b2c3d4 ·') } },
    {
      payload: {
        attachments: [{ title: 'Cloudtrail Tattletail Event (possible repeat of alert a1b2c3d4)' }],
      },
    },
  ]);
  expect(services.ses.sent.map(({ subject }) => subject)).toEqual([
    '[possible repeat of alert a1b2c3d4] Access key created (111122223333 us-east-1)',
    'Cloudtrail Tattletail event (possible repeat of alert a1b2c3d4)',
  ]);
});
