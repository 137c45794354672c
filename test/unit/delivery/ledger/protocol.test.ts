import { describe, expect, it } from 'vitest';
import {
  type Claim,
  deliverOnce,
  type Found,
  type Outcome,
  type Step,
} from '../../../../src/delivery/ledger/protocol.ts';
import { type Bounds, explore, type Protocol } from '../../../support/claim-model.ts';

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

/** Every request to the ledger may go unanswered, which makes many more states. */
const withOutage: Bounds = { ...bounds, crashes: 1, lostWrites: 0, outages: 1 };

/** 7.7 million states in some minutes, by hand: TATTLETAIL_MODEL=long npx vitest run destinations/claim.test */
const long = process.env.TATTLETAIL_MODEL === 'long';

/** On a busy machine a search takes ten times as long. */
const patiently = { timeout: long ? 3_600_000 : 120_000 };

describe('in every order of steps, with every crash, refusal, lost answer and pause', () => {
  it.each([
    ['while the ledger answers', long ? { ...bounds, lanes: 3, attempts: 2 } : bounds],
    ['where it may not answer', long ? { ...bounds, outages: 2 } : withOutage],
  ])('no alert is lost, none is repeated silently, and nobody gets stuck %s', patiently, (_, within) => {
    const findings = explore(deliverOnce, within);
    process.stdout.write(`the ledger protocol: ${JSON.stringify(findings)}\n`);
    expect(findings).toMatchObject({ lost: 0, silentRepeats: 0, stuck: 0 });
    expect(findings.states).toBeGreaterThan(10_000);
    expect(findings.exactlyOnce).toBeGreaterThan(0);
    expect(findings.labelledRepeats).toBeGreaterThan(0);
    expect(findings.keptAsFailed).toBeGreaterThan(0);
  });

  it('an alert is told exactly once when nothing goes wrong', () => {
    expect(explore(deliverOnce, calm)).toMatchObject({
      lost: 0,
      silentRepeats: 0,
      labelledRepeats: 0,
      keptAsFailed: 0,
      stuck: 0,
    });
  });
});

describe('what is told without a claim says so, and a message without a note comes after it', () => {
  const noted = (within: Partial<Bounds>): number =>
    explore(deliverOnce, { ...bounds, crashes: 0, zombies: 0, ...within }).notedTooSoon;

  it('never, where one invocation comes after the other and one request goes unanswered', () =>
    expect(noted({ lanes: 1, outages: 1 })).toBe(0));

  it.each([
    ['the ledger cannot be told of it either', { lanes: 1, outages: 2 }],
    ['the process is killed before the ledger is told', { lanes: 1, outages: 1, crashes: 1 }],
    ['another invocation claims it in between', { lanes: 2, outages: 1 }],
  ])('where %s', (_, within) => expect(noted(within)).toBeGreaterThan(0));
});

describe('the search finds what is wrong with other protocols', () => {
  const ask = function* <Reply>(step: Step): Generator<Step, Reply, unknown> {
    return (yield step) as Reply;
  };
  const claimOf = (owner: string, state: Claim['state'], repeat = false): Claim => ({
    state,
    owner,
    until: 0,
    repeat,
  });

  it('sending without a claim repeats silently', () => {
    const sendOnly: Protocol = function* (owner) {
      const held: Found = { claim: claimOf(owner, 'sending'), version: '0' };
      return (yield* ask<Outcome>({ do: 'send', held })) === 'accepted' ? 'accepted' : 'failed';
    };
    expect(explore(sendOnly, bounds)).toMatchObject({
      lost: 0,
      silentRepeats: expect.toSatisfy((n: number) => n > 0),
    });
  });

  it('a claim without a lease loses', () => {
    const firstOnly: Protocol = function* (owner) {
      const claim = claimOf(owner, 'sending');
      const version = yield* ask<string | undefined>({ do: 'create', claim });
      if (version === undefined) return 'before';
      return (yield* ask<Outcome>({ do: 'send', held: { claim, version } })) === 'accepted'
        ? 'accepted'
        : 'failed';
    };
    expect(explore(firstOnly, bounds).lost).toBeGreaterThan(0);
  });

  it('forgetting that an earlier attempt may have arrived repeats silently', () => {
    const forgetful: Protocol = function* (owner, leaseEnd) {
      const steps = deliverOnce(owner, leaseEnd);
      let next = steps.next();
      while (next.done !== true) {
        const { value: step } = next;
        const isRelease = step.do === 'replace' && step.claim.state === 'unknown';
        next = steps.next(
          yield isRelease ? { ...step, claim: { ...step.claim, state: 'refused', repeat: false } } : step,
        );
      }
      return next.value;
    };
    expect(explore(forgetful, { ...calm, crashes: 1, refusals: 1 }).silentRepeats).toBeGreaterThan(0);
  });
});
