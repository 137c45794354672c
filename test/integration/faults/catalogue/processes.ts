import { expect } from 'vitest';
import { done } from '../../../support/function.ts';
import { row } from './row.ts';

const once = ['topic'];
const possiblyTwice = ['topic (duplicate)'];
const twice = ['topic', 'topic (duplicate)'];

const killed = <const Step extends string>(step: Step, outcome: string, messages: readonly string[]) =>
  ({ inject: [step, 'SIGKILL'], outcome, expected: { answer: done, messages } }) as const;

const eight = <const Name extends string>(name: Name) =>
  [name, name, name, name, name, name, name, name] as const;

/** Faults of processes: they are killed, are paused, run out of time, or have a wrong clock. */
export const processes = {
  47: row('the process is killed', [
    killed('while it reads the log file', 'the next process sends the alert', once),
    killed('before its claim is written', 'the next process sends the alert', once),
    killed('after its claim is written', 'the next process sends it as a possible duplicate', possiblyTwice),
    killed('before its message arrives', 'the next process sends it as a possible duplicate', possiblyTwice),
    killed('after its message has arrived', 'the next process sends it as a possible duplicate', twice),
    killed('before its delivery is recorded', 'the next process sends it as a possible duplicate', twice),
    killed('after its delivery is recorded', 'the next process does not send it again', once),
    killed('while it reads the claim of a killed one', 'the next one sends a possible duplicate', twice),
    killed(
      'before it takes over the claim of a killed one',
      'the next one sends a possible duplicate',
      twice,
    ),
    killed('after it took over the claim of a killed one', 'the next one sends a possible duplicate', twice),
    killed('before its second message arrives', 'the next one sends a possible duplicate', twice),
    killed('after its second message has arrived', 'the next one sends a possible duplicate', [
      ...twice,
      'topic (duplicate)',
    ]),
  ]),
  48: row('time runs out while 50 alerts remain', [
    {
      inject: [...eight('SNS does not answer'), 'time runs out'],
      outcome: 'those delivered are not sent again, and the others are not lost',
      expected: { failures: 50, failuresLater: [], once: 52, possiblyTwice: 8 },
    },
  ]),
  49: row('a process is paused beyond its lease, and goes on', [
    {
      inject: ['no answer after its claim is written', 'SIGSTOP', 'SIGCONT'],
      outcome: 'at most one message without a note, and at most two in all',
      expected: {
        other: { answer: done, messages: possiblyTwice },
        answer: done,
        withoutNote: expect.toSatisfy((messages: number) => messages <= 1),
        messages: expect.toSatisfy((messages: number) => messages <= 2),
      },
    },
  ]),
  51: row('a clock is five minutes wrong', [
    {
      inject: ['clock ahead', 'no answer after the message has arrived', 'SIGKILL'],
      outcome: 'an error as long as its lease seems to last, then a possible duplicate',
      expected: {
        inLease: { answer: expect.objectContaining({ errorType: 'InspectionError' }), messages: once },
        afterLease: { answer: done, messages: twice },
      },
    },
    {
      inject: ['clock behind', 'slow answer after the message has arrived'],
      outcome: 'another process takes over at once, with a note',
      expected: { answer: done, slowAnswer: done, messages: twice },
    },
  ]),
} as const;
