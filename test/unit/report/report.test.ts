import { expect, it } from 'vitest';
import { nameOf } from '../../../src/delivery/describe-failed.ts';
import { DeliveryError } from '../../../src/errors.ts';
import { countBatch, countDeliveries, failuresOf, sumOfCounts } from '../../../src/report/report.ts';
import { aFailureAlert, anAlert, aRecord, aRoundup, aRule, aRuleFailure } from '../../support/builders.ts';

it('a destination whose id is its webhook URL is named without it', () => {
  const error = new DeliveryError('no answer: ECONNRESET', { outcome: 'unknown', retryable: true });
  const destination = {
    id: 'https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX',
    type: 'slack_webhook',
    deliver: () => Promise.reject(error),
  };
  const deliveries = countDeliveries([
    { status: 'failed', what: nameOf(anAlert()), destination, logFiles: ['a'], error },
  ]);
  expect(failuresOf({ logFiles: [], deliveries })).toEqual([
    'a: alert of rule "Access key created" on event event-1 not delivered to slack_webhook (a URL): no answer: ECONNRESET',
  ]);
});

it('says of what was not delivered which events it is about', () => {
  const error = new DeliveryError('no answer', { outcome: 'unknown', retryable: true });
  const destination = { id: 'S', type: 'sns', deliver: () => Promise.reject(error) };
  const rule = aRule();
  const alerts = [
    anAlert(),
    anAlert({ record: {} }),
    aRoundup(anAlert(), anAlert()),
    aFailureAlert(aRuleFailure()),
    aFailureAlert(
      aRuleFailure({ rule }),
      aRuleFailure({ rule, record: aRecord({ eventName: 'DeleteTrail' }) }),
    ),
  ];
  const deliveries = countDeliveries(
    alerts.map((alert) => ({ status: 'failed', what: nameOf(alert), destination, logFiles: ['a'], error })),
  );
  expect(failuresOf({ logFiles: [], deliveries })).toEqual(
    [
      'alert on event event-1',
      'alert on event (without ID)',
      'roundup on 2 events',
      'failure on event event-1',
      'failure on 2 kinds of events',
    ]
      .map((name) => name.replace(' on', ' of rule "Access key created" on'))
      .map((name) => `a: ${name} not delivered to sns "S": no answer`),
  );
});

it('records on which a rule was not run are counted apart from those on which it failed', () => {
  const rule = aRule();
  const [stopped, givenUp] = [
    aRuleFailure({ rule, message: 'jq was stopped after 1001 ms' }),
    aRuleFailure({ rule, kind: 'given up', message: 'not run: it broke jq on 3 inputs before' }),
  ];
  const batch = { records: [], inspected: [], matches: [], effects: [], problems: [], skipped: [] };
  const batches = [[stopped, stopped, stopped, givenUp], [givenUp]];
  const { ruleFailures } = sumOfCounts(batches.map((failures) => countBatch({ ...batch, failures })));
  expect(ruleFailures).toEqual([
    { rule, kind: 'error', times: 3, reasons: [{ first: stopped, times: 3 }] },
    { rule, kind: 'given up', times: 2, reasons: [{ first: givenUp, times: 2 }] },
  ]);
});

it('what is kept of matches is the first event of each rule, not its record', () => {
  const rule = aRule();
  const matches = ['1', '2'].map((eventID) => ({ rule, record: aRecord({ eventID }), output: true }));
  const { ruleMatches } = countBatch({
    records: [],
    inspected: [],
    matches,
    effects: [],
    failures: [],
    problems: [],
    skipped: [],
  });
  expect(ruleMatches).toEqual([{ first: { rule, eventId: '1' }, times: 2 }]);
});
