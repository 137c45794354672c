import { hash } from 'node:crypto';
import type { Claim, Ending, Found, Outcome, Step } from '../../src/delivery/ledger/protocol.ts';
import { LedgerError } from '../../src/errors.ts';

/** A protocol to check: what `deliverOnce` is. */
export type Protocol = (owner: string, leaseEnd: () => number) => Generator<Step, Ending, unknown>;

/** How many lanes (copies of an event), attempts in each, and faults, in all. */
export interface Bounds {
  readonly lanes: number;
  readonly attempts: number;
  readonly crashes: number;
  /** Sends that are refused for certain. */
  readonly refusals: number;
  /** Sends whose answer is lost, with and without the alert having arrived. */
  readonly unknowns: number;
  /** Writes to the ledger whose answer is lost, so that their repetition meets itself. */
  readonly lostWrites: number;
  /** Requests to the ledger that nobody answers, whether or not they were done. */
  readonly outages: number;
  /** Processes that pause until their lease is over, and then go on. */
  readonly zombies: number;
}

export interface Findings {
  readonly states: number;
  /** Ends in which nobody was told, and nothing is left to try it again. */
  readonly lost: number;
  /** Ends in which somebody was told twice without being told so. */
  readonly silentRepeats: number;
  /** Ends in which only a message told without a claim says that it repeats, and the one without a note came later. */
  readonly notedTooSoon: number;
  readonly labelledRepeats: number;
  readonly exactlyOnce: number;
  /** Ends in which Lambda has given up and keeps the event. */
  readonly keptAsFailed: number;
  /** States in which nobody can go on. */
  readonly stuck: number;
}

/** Goes through every state that lanes can reach, in every order of steps and with every fault within the bounds. */
export const explore = (protocol: Protocol, bounds: Bounds): Findings => {
  const seen = new Set<string>();
  const open: State[] = [start(bounds)];
  const findings = {
    lost: 0,
    silentRepeats: 0,
    notedTooSoon: 0,
    labelledRepeats: 0,
    exactlyOnce: 0,
    keptAsFailed: 0,
    stuck: 0,
  };
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    // Short, since there are millions.
    const key = hash('sha1', JSON.stringify(keyOf(state)), 'base64');
    if (seen.has(key)) continue;
    seen.add(key);
    if (state.lanes.every(({ process, attemptsLeft }) => process === undefined && attemptsLeft === 0)) {
      judge(state, findings);
      continue;
    }
    const next = successors(state, protocol);
    if (next.length === 0) findings.stuck += 1;
    open.push(...next);
  }
  return { states: seen.size, ...findings };
};

interface State {
  readonly stored: Found | undefined;
  /** Messages that people got, without and with the note that they may be repeats. */
  readonly plain: number;
  readonly labelled: number;
  readonly course: Course;
  readonly keptAsFailed: boolean;
  readonly lanes: readonly Lane[];
  readonly left: Omit<Bounds, 'lanes' | 'attempts'>;
}

/** Of the messages that people got, as far as it decides whether the note came too soon. */
type Course = 'untold' | 'unclaimed so far' | 'noted too soon' | 'another';

interface Lane {
  readonly attemptsLeft: number;
  readonly process: Process | undefined;
}

interface Process {
  readonly owner: string;
  /** What it was replied so far: enough to bring a new one to the same place. */
  readonly replies: readonly unknown[];
  readonly step: Step;
  readonly isZombie: boolean;
}

const start = ({ lanes, attempts, ...left }: Bounds): State => ({
  stored: undefined,
  plain: 0,
  labelled: 0,
  course: 'untold',
  keptAsFailed: false,
  lanes: Array.from({ length: lanes }, () => ({ attemptsLeft: attempts, process: undefined })),
  left,
});

/** What the future depends on. How a process got to its step does not matter. */
const keyOf = (state: State): unknown => ({
  ...state,
  lanes: state.lanes.map(({ attemptsLeft, process }) => [
    attemptsLeft,
    process?.owner,
    process?.step,
    process?.isZombie,
  ]),
});

const successors = (state: State, protocol: Protocol): readonly State[] =>
  state.lanes.flatMap(({ process, attemptsLeft }, lane) => {
    if (process === undefined) return attemptsLeft === 0 ? [] : [begin(state, lane, protocol)];
    return [
      ...crash(state, lane),
      ...pause(state, lane, process),
      ...carryOut(state, lane, process, protocol),
    ];
  });

const begin = (state: State, lane: number, protocol: Protocol): State => {
  const owner = `${lane}.${state.lanes[lane]?.attemptsLeft}`;
  const { value, done } = protocol(owner, () => 0).next();
  if (done === true) throw new Error('a protocol that does nothing');
  const attemptsLeft = (state.lanes[lane]?.attemptsLeft ?? 0) - 1;
  return withLane(state, lane, {
    attemptsLeft,
    process: { owner, replies: [], step: value, isZombie: false },
  });
};

const crash = (state: State, lane: number): readonly State[] =>
  state.left.crashes === 0 ? [] : [spend(ended(state, lane, 'failed'), 'crashes')];

const pause = (state: State, lane: number, process: Process): readonly State[] =>
  state.left.zombies === 0 || process.isZombie || process.owner !== state.stored?.claim.owner
    ? []
    : [
        spend(
          withLane(state, lane, { ...laneAt(state, lane), process: { ...process, isZombie: true } }),
          'zombies',
        ),
      ];

const carryOut = (state: State, lane: number, process: Process, protocol: Protocol): readonly State[] => {
  const reply = (from: State, value: unknown): State => replied(from, lane, process, value, protocol);
  const { step } = process;
  switch (step.do) {
    case 'create':
      return [
        ...unanswered(state, reply),
        ...(state.stored === undefined ? write(state, step.claim, reply) : [reply(state, undefined)]),
      ];
    case 'replace':
      return [
        ...unanswered(state, reply),
        ...(state.stored?.version === step.version
          ? write(state, step.claim, reply)
          : [reply(state, undefined)]),
      ];
    case 'read':
      return [...unanswered(state, reply), reply(state, state.stored)];
    case 'look at lease':
      return [reply(state, isOver(state, step.found))];
    case 'wait':
      return [reply(state, undefined)];
    case 'send':
      return send(state, step.held.claim.repeat ? 'repeat' : 'none', reply);
    case 'send unclaimed':
      return send(state, 'unclaimed', reply);
  }
};

type Reply = (from: State, value: unknown) => State;

const noAnswer = new LedgerError('the ledger', 'no answer');

const unanswered = (state: State, reply: Reply): readonly State[] =>
  state.left.outages === 0 ? [] : [reply(spend(state, 'outages'), noAnswer)];

const write = (state: State, claim: Claim, reply: Reply): readonly State[] => {
  // S3 calls a version by what is in it.
  const version = `${claim.owner} ${claim.state} ${claim.repeat}`;
  const written: State = { ...state, stored: { claim, version } };
  return [
    reply(written, version),
    ...unanswered(written, reply),
    ...(state.left.lostWrites === 0 ? [] : [reply(spend(written, 'lostWrites'), undefined)]),
  ];
};

const send = (state: State, note: Note, reply: Reply): readonly State[] => {
  const told: State = {
    ...state,
    plain: state.plain + (note === 'none' ? 1 : 0),
    labelled: state.labelled + (note === 'none' ? 0 : 1),
    course: courseAfter(state.course, note),
  };
  const outcome = (from: State, value: Outcome): State => reply(from, value);
  return [
    outcome(told, 'accepted'),
    ...(state.left.refusals === 0 ? [] : [outcome(spend(state, 'refusals'), 'refused')]),
    ...(state.left.unknowns === 0
      ? []
      : [outcome(spend(told, 'unknowns'), 'unknown'), outcome(spend(state, 'unknowns'), 'unknown')]),
  ];
};

type Note = 'none' | 'repeat' | 'unclaimed';

const courseAfter = (course: Course, note: Note): Course => {
  if (course === 'untold') return note === 'unclaimed' ? 'unclaimed so far' : 'another';
  if (course !== 'unclaimed so far' || note === 'unclaimed') return course;
  return note === 'none' ? 'noted too soon' : 'another';
};

/** A lease is longer than anybody works who neither crashes nor is paused. */
const isOver = (state: State, { claim }: Found): boolean =>
  !state.lanes.some(({ process }) => process?.owner === claim.owner && !process.isZombie);

const replied = (state: State, lane: number, process: Process, value: unknown, protocol: Protocol): State => {
  const replies = [...process.replies, value];
  const steps = protocol(process.owner, () => 0);
  steps.next();
  const next = replies.map((reply) => (reply === noAnswer ? steps.throw(reply) : steps.next(reply))).at(-1);
  if (next === undefined) throw new Error('a process without replies');
  return next.done === true
    ? ended(state, lane, next.value)
    : withLane(state, lane, { ...laneAt(state, lane), process: { ...process, replies, step: next.value } });
};

/** Lambda tries again after a failure, and keeps the event after the last one. */
const ended = (state: State, lane: number, ending: Ending): State => {
  const { attemptsLeft } = laneAt(state, lane);
  if (ending !== 'failed') return withLane(state, lane, { attemptsLeft: 0, process: undefined });
  const next = withLane(state, lane, { attemptsLeft, process: undefined });
  return attemptsLeft === 0 ? { ...next, keptAsFailed: true } : next;
};

const judge = (state: State, findings: { -readonly [K in keyof Omit<Findings, 'states'>]: number }): void => {
  const told = state.plain + state.labelled;
  if (state.keptAsFailed) findings.keptAsFailed += 1;
  if (told === 0 && !state.keptAsFailed) findings.lost += 1;
  if (state.plain > 1) findings.silentRepeats += 1;
  else if (told > 1) findings.labelledRepeats += 1;
  if (state.course === 'noted too soon') findings.notedTooSoon += 1;
  if (told === 1) findings.exactlyOnce += 1;
};

const laneAt = (state: State, lane: number): Lane =>
  state.lanes[lane] ?? { attemptsLeft: 0, process: undefined };

const withLane = (state: State, lane: number, changed: Lane): State => ({
  ...state,
  lanes: state.lanes.with(lane, changed),
});

const spend = (state: State, what: keyof State['left']): State => ({
  ...state,
  left: { ...state.left, [what]: state.left[what] - 1 },
});
