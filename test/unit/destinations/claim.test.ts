import { describe, expect, it } from 'vitest';
import {
  type Claim,
  deliverOnce,
  type Found,
  type Outcome,
  type Step,
} from '../../../src/destinations/claim.ts';
import { type Bounds, explore, type Protocol } from '../../support/claim-model.ts';

const bounds: Bounds = {
  lanes: 2,
  attempts: 3,
  crashes: 2,
  refusals: 1,
  unknowns: 1,
  lostWrites: 1,
  zombies: 1,
};

/** By hand: TATTLETAIL_MODEL=long npx vitest run test/unit/destinations/claim.test.ts */
const long = process.env.TATTLETAIL_MODEL === 'long';

describe('in every order of steps, with every crash, refusal, lost answer and pause', () => {
  it('no alert is lost, none is repeated silently, and nobody gets stuck', { timeout: 3_600_000 }, () => {
    const findings = explore(deliverOnce, long ? { ...bounds, lanes: 3, crashes: 3 } : bounds);
    process.stdout.write(`the ledger protocol: ${JSON.stringify(findings)}\n`);
    expect(findings).toMatchObject({ lost: 0, silentRepeats: 0, stuck: 0 });
    expect(findings.states).toBeGreaterThan(10_000);
    expect(findings.exactlyOnce).toBeGreaterThan(0);
    expect(findings.labelledRepeats).toBeGreaterThan(0);
    expect(findings.keptAsFailed).toBeGreaterThan(0);
  });

  it('an alert is told exactly once when nothing goes wrong', () => {
    const calm = { ...bounds, crashes: 0, refusals: 0, unknowns: 0, lostWrites: 0, zombies: 0 };
    expect(explore(deliverOnce, calm)).toMatchObject({
      lost: 0,
      silentRepeats: 0,
      labelledRepeats: 0,
      keptAsFailed: 0,
      stuck: 0,
    });
  });
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
    expect(explore(forgetful, bounds).silentRepeats).toBeGreaterThan(0);
  });
});
