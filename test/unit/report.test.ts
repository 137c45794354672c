import { expect, it } from 'vitest';
import { DeliveryError } from '../../src/errors.ts';
import { countDeliveries, failuresOf } from '../../src/report.ts';
import { anAlert } from '../support/builders.ts';

it('a destination whose id is its webhook URL is named without it', () => {
  const error = new DeliveryError('no answer: ECONNRESET', { outcome: 'unknown', retryable: true });
  const destination = {
    id: 'https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX',
    type: 'slack_webhook',
    deliver: () => Promise.reject(error),
  };
  const deliveries = countDeliveries([
    { status: 'failed', alert: anAlert(), destination, logFiles: ['a'], error },
  ]);
  expect(failuresOf({ logFiles: [], deliveries })).toEqual([
    'a: alert of rule "Access key created" not delivered to slack_webhook (a URL): no answer: ECONNRESET',
  ]);
});
