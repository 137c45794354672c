import { describe, expect, it } from 'vitest';
import type { Claim } from '../../../../src/delivery/ledger/claim.ts';
import {
  claimProtocol,
  type Reply,
  type Step,
  type Steps,
} from '../../../../src/delivery/ledger/protocol.ts';
import { type Bounds, explore, type Protocol } from '../../../support/claim-model.ts';

/** Every lane delivers the same. */
const protocol: Protocol = (owner, leaseEnd) => claimProtocol({ owner, content: 'c' }, leaseEnd);

const bounds: Bounds = {
  lanes: 2,
  attempts: 3,
  crashes: 2,
  refusals: 1,
  unknowns: 1,
  lostWrites: 1,
  outages: 0,
  zombies: 1,
};

const calm: Bounds = { ...bounds, crashes: 0, refusals: 0, unknowns: 0, lostWrites: 0, zombies: 0 };

/** Every request to the ledger may get no answer, which makes many more states. */
const withOutage: Bounds = { ...bounds, crashes: 1, lostWrites: 0, outages: 1 };

/** Millions of states in some minutes, by hand: TATTLETAIL_MODEL=long npx vitest run ledger/protocol */
const long = process.env.TATTLETAIL_MODEL === 'long';

/** On a busy machine a search takes ten times as long. */
const patiently = { timeout: long ? 3_600_000 : 120_000 };

describe('with every order of steps, and every crash, refusal, lost answer and pause', () => {
  it.each([
    ['while the ledger answers', long ? { ...bounds, lanes: 3, attempts: 2 } : bounds],
    ['when the ledger may give no answer', long ? { ...bounds, outages: 2 } : withOutage],
  ])(
    'no alert is lost, no duplicate is without a note, and no lane gets stuck %s',
    patiently,
    (_, within) => {
      const findings = explore(protocol, within);
      process.stdout.write(`the claim protocol: ${JSON.stringify(findings)}\n`);
      expect(findings).toMatchObject({ lost: 0, silentDuplicates: 0, stuck: 0 });
      expect(findings.states).toBeGreaterThan(10_000);
      expect(findings.exactlyOnce).toBeGreaterThan(0);
      expect(findings.labelledDuplicates).toBeGreaterThan(0);
      expect(findings.keptAsFailed).toBeGreaterThan(0);
    },
  );

  it('an alert is delivered exactly once when nothing goes wrong', () => {
    expect(explore(protocol, calm)).toMatchObject({
      lost: 0,
      silentDuplicates: 0,
      labelledDuplicates: 0,
      keptAsFailed: 0,
      stuck: 0,
    });
  });
});

describe('an alert sent without a claim has a note, and a message without a note comes after it', () => {
  const noted = (within: Partial<Bounds>): number =>
    explore(protocol, { ...bounds, crashes: 0, zombies: 0, ...within }).notedTooSoon;

  it('never, when invocations follow one another and one request to the ledger gets no answer', () =>
    expect(noted({ lanes: 1, outages: 1 })).toBe(0));

  it.each([
    ['the attempt to record it gets no answer either', { lanes: 1, outages: 2 }],
    ['the process is killed before it is recorded', { lanes: 1, outages: 1, crashes: 1 }],
    ['another invocation claims it in between', { lanes: 2, outages: 1 }],
  ])('when %s', (_, within) => expect(noted(within)).toBeGreaterThan(0));
});

describe('the search finds what is wrong with other protocols', () => {
  const ask = function* <S extends Step>(step: S): Steps<Reply<S['do']>> {
    // `explore` gives each step the reply of its own kind.
    return (yield step) as Reply<S['do']>;
  };
  const sending = (owner: string): Claim => ({
    state: 'sending',
    content: 'c',
    owner,
    until: 0,
    mayBeDuplicate: false,
  });

  it('sending without a claim makes duplicates without a note', () => {
    const sendOnly: Protocol = function* (owner) {
      yield* ask({ do: 'send', ours: { claim: sending(owner), version: '0' } });
    };
    expect(explore(sendOnly, bounds)).toMatchObject({
      lost: 0,
      silentDuplicates: expect.toSatisfy((n: number) => n > 0),
    });
  });

  it('a claim without a lease loses alerts', () => {
    const firstOnly: Protocol = function* (owner) {
      const claim = sending(owner);
      const version = yield* ask({ do: 'create', claim });
      if (version !== undefined) yield* ask({ do: 'send', ours: { claim, version } });
    };
    expect(explore(firstOnly, bounds).lost).toBeGreaterThan(0);
  });

  it('forgetting that an earlier attempt may have arrived makes duplicates without a note', () => {
    const forgetful: Protocol = function* (owner, leaseEnd) {
      const steps = protocol(owner, leaseEnd);
      let next = steps.next();
      while (next.done !== true) {
        const { value: step } = next;
        const isRelease = step.do === 'replace' && step.claim.state === 'unknown';
        next = steps.next(
          yield isRelease
            ? { ...step, claim: { ...step.claim, state: 'refused', mayBeDuplicate: false } }
            : step,
        );
      }
    };
    expect(explore(forgetful, { ...calm, crashes: 1, refusals: 1 }).silentDuplicates).toBeGreaterThan(0);
  });
});
