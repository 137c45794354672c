import { expect, it } from 'vitest';
import type { Alert } from '../../../src/alerts/alert.ts';
import { asRecorded } from '../../../src/alerts/display.ts';
import { createDestinations } from '../../../src/delivery/create-destinations.ts';
import { memoryLedger } from '../../../src/delivery/ledger/memory.ts';
import { DeliveryError, LedgerError } from '../../../src/errors.ts';
import { createOperators } from '../../../src/operations/operators.ts';
import { anInvocation, anOperationalAlert } from '../../support/builders.ts';

const { problem } = anOperationalAlert();

/** Operators of the destinations A and B, and what reaches these. */
const operatorsWith = ({ ledger = memoryLedger(), refusing = '' } = {}) => {
  const received: string[] = [];
  const destination = (id: string) => ({
    ...{ id, type: 'test', rateLimit: undefined, isLocal: false, ownCalls: [], references: [] },
    expectUsable: () => undefined,
    createSend: () => async (alert: Alert) => {
      if (id === refusing) throw new DeliveryError('gone', { outcome: 'refused', retryable: false });
      received.push(alert.kind === 'operational' ? `${id}: ${alert.problem.title}` : alert.kind);
    },
  });
  const unused = () => Promise.reject(new Error('not here'));
  const tools = {
    fetch,
    display: asRecorded,
    aws: {
      s3: unused,
      ses: unused,
      sts: unused,
      sns: unused,
      eventbridge: unused,
      ssm: unused,
      secretsManager: unused,
      cloudtrail: unused,
    },
  };
  const connect = () =>
    createDestinations([destination('A'), destination('B')], tools, {
      ledger,
      onLedgerError: 'send',
      warn: () => {},
    });
  const start = () => createOperators({ destinations: ['A', 'B'] }, connect);
  return { received, start };
};

it('a problem goes to each destination of [operations] once a day, whichever process finds it', async () => {
  const { received, start } = operatorsWith();
  const [one, other] = [start(), start()];
  await one([problem], anInvocation({ today: '2026-11-27' }));
  await one([problem], anInvocation({ today: '2026-11-27' }));
  await other([problem], anInvocation({ today: '2026-11-27' }));
  const once = [`A: ${problem.title}`, `B: ${problem.title}`];
  expect(received.toSorted()).toEqual(once);
  await other([problem], anInvocation({ today: '2026-11-28' }));
  expect(received.toSorted()).toEqual([...once, ...once].toSorted());
});

it('a problem with another subject is another alert', async () => {
  const { received, start } = operatorsWith();
  await start()([problem, { ...problem, subject: 'other' }], anInvocation());
  expect(received).toHaveLength(4);
});

it('a problem with a destination goes to the others only', async () => {
  const { received, start } = operatorsWith();
  await start()([{ ...problem, destination: 'A' }], anInvocation());
  expect(received).toEqual([`B: ${problem.title}`]);
});

it('without another destination, nothing is sent', async () => {
  const { received } = operatorsWith();
  const operators = createOperators({ destinations: ['A'] }, () => () => expect.fail('nothing is sent'));
  expect(await operators([{ ...problem, destination: 'A' }], anInvocation())).toEqual([]);
  expect(received).toEqual([]);
});

it('a destination that refuses an operational alert keeps it from no other, and it is tried again', async () => {
  const { received, start } = operatorsWith({ refusing: 'A' });
  const operators = start();
  const deliveries = await operators([problem], anInvocation());
  expect(deliveries.map(({ status, destination }) => `${destination.id} ${status}`).toSorted()).toEqual([
    'A failed',
    'B delivered',
  ]);
  expect(await operators([problem], anInvocation())).toMatchObject([{ status: 'failed' }]);
  expect(received).toEqual([`B: ${problem.title}`]);
});

it('while the ledger gives no answer, a process alerts once a day all the same', async () => {
  const broken = async () => {
    throw new LedgerError('s3://ledger/', 'AccessDenied');
  };
  const { received, start } = operatorsWith({
    ledger: { ...memoryLedger(), create: broken, read: broken, replace: broken },
  });
  const operators = start();
  await operators([problem], anInvocation());
  await operators([problem], anInvocation());
  expect(received).toHaveLength(2);
});
