import { hash } from 'node:crypto';
import type { Claim } from '../../src/delivery/ledger/claim.ts';
import type { Found, Outcome, Reply, Step, Steps } from '../../src/delivery/ledger/protocol.ts';
import { LedgerError } from '../../src/errors.ts';

/** A protocol to check, such as `claimProtocol`. */
export type Protocol = (owner: string, leaseEnd: () => number) => Steps<unknown>;

/** How many lanes (copies of an event), attempts in each, and faults in all. */
export interface Bounds {
  readonly lanes: number;
  readonly attempts: number;
  readonly crashes: number;
  /** Sends that the destination refuses. */
  readonly refusals: number;
  /** Sends whose answer is lost, whether the message arrived or not. */
  readonly unknowns: number;
  /** Writes to the ledger whose answer is lost, so that the client's retry finds its own write. */
  readonly lostWrites: number;
  /** Requests to the ledger that get no answer, whether they were done or not. */
  readonly outages: number;
  /** Processes that are paused beyond their lease, and then go on. */
  readonly zombies: number;
}

export interface Findings {
  readonly states: number;
  /** Ends in which nothing was received, and nothing is left to try it again. */
  readonly lost: number;
  /** Ends with more than one message without a note. */
  readonly silentDuplicates: number;
  /** Ends in which only a message sent without a claim has the note, and the message without a note came later. */
  readonly notedTooSoon: number;
  readonly labelledDuplicates: number;
  readonly exactlyOnce: number;
  /** Ends in which Lambda has given up, and its on-failure destination keeps the event. */
  readonly keptAsFailed: number;
  /** States in which no lane can go on. */
  readonly stuck: number;
}

/** Visits every state that the lanes can reach, with every order of steps and every fault within the bounds. */
export const explore = (protocol: Protocol, bounds: Bounds): Findings => {
  const seen = new Set<string>();
  const open: State[] = [start(bounds)];
  const findings = {
    lost: 0,
    silentDuplicates: 0,
    notedTooSoon: 0,
    labelledDuplicates: 0,
    exactlyOnce: 0,
    keptAsFailed: 0,
    stuck: 0,
  };
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    // Hashed, since there are millions.
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
  /** Messages that arrived, without and with a note. */
  readonly plain: number;
  readonly labelled: number;
  readonly order: MessageOrder;
  readonly keptAsFailed: boolean;
  readonly lanes: readonly Lane[];
  readonly left: Omit<Bounds, 'lanes' | 'attempts'>;
}

/** What the messages that arrived say about whether a note came too soon. */
type MessageOrder = 'none yet' | 'unclaimed so far' | 'noted too soon' | 'other';

interface Lane {
  readonly attemptsLeft: number;
  readonly process: Process | undefined;
}

interface Process {
  readonly owner: string;
  /** Every reply so far: enough to bring a new process to the same place. */
  readonly replies: readonly ReplyOrError[];
  readonly step: Step;
  /** How its attempt to send ended, once it has made one. */
  readonly outcome: Outcome | undefined;
  readonly isZombie: boolean;
}

type ReplyOrError = Reply | LedgerError;

const start = ({ lanes, attempts, ...left }: Bounds): State => ({
  stored: undefined,
  plain: 0,
  labelled: 0,
  order: 'none yet',
  keptAsFailed: false,
  lanes: Array.from({ length: lanes }, () => ({ attemptsLeft: attempts, process: undefined })),
  left,
});

/** What the future depends on. The replies that brought a process to its step do not matter. */
const keyOf = (state: State): unknown => ({
  ...state,
  lanes: state.lanes.map(({ attemptsLeft, process }) => [
    attemptsLeft,
    process?.owner,
    process?.step,
    process?.outcome,
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
    process: { owner, replies: [], step: value, outcome: undefined, isZombie: false },
  });
};

const crash = (state: State, lane: number): readonly State[] =>
  state.left.crashes === 0 ? [] : [spend(failed(state, lane), 'crashes')];

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
  const reply: Replied = (from, value) => replied(from, lane, process, value, protocol);
  const sent: Sent = (from, outcome) => replied(from, lane, { ...process, outcome }, outcome, protocol);
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
    case 'check lease':
      return [reply(state, hasEnded(state, step.found))];
    case 'wait':
      return [reply(state, undefined)];
    case 'send':
      return send(state, step.ours.claim.mayBeDuplicate ? 'duplicate' : 'none', sent);
    case 'send unclaimed':
      return send(state, 'unclaimed', sent);
  }
};

type Replied = (from: State, value: ReplyOrError) => State;
type Sent = (from: State, outcome: Outcome) => State;

const unanswered = (state: State, reply: Replied): readonly State[] =>
  state.left.outages === 0 ? [] : [reply(spend(state, 'outages'), noAnswer)];

const noAnswer = new LedgerError('the ledger', 'no answer');

const write = (state: State, claim: Claim, reply: Replied): readonly State[] => {
  // The version of an object in S3 is a hash of its content.
  const version = `${claim.owner} ${claim.state} ${claim.mayBeDuplicate}`;
  const written: State = { ...state, stored: { claim, version } };
  return [
    reply(written, version),
    ...unanswered(written, reply),
    ...(state.left.lostWrites === 0 ? [] : [reply(spend(written, 'lostWrites'), undefined)]),
  ];
};

const send = (state: State, note: Note, sent: Sent): readonly State[] => {
  const arrived: State = {
    ...state,
    plain: state.plain + (note === 'none' ? 1 : 0),
    labelled: state.labelled + (note === 'none' ? 0 : 1),
    order: orderAfter(state.order, note),
  };
  return [
    sent(arrived, 'accepted'),
    ...(state.left.refusals === 0 ? [] : [sent(spend(state, 'refusals'), 'refused')]),
    ...(state.left.unknowns === 0
      ? []
      : [sent(spend(arrived, 'unknowns'), 'unknown'), sent(spend(state, 'unknowns'), 'unknown')]),
  ];
};

type Note = 'none' | 'duplicate' | 'unclaimed';

const orderAfter = (order: MessageOrder, note: Note): MessageOrder => {
  if (order === 'none yet') return note === 'unclaimed' ? 'unclaimed so far' : 'other';
  if (order !== 'unclaimed so far' || note === 'unclaimed') return order;
  return note === 'none' ? 'noted too soon' : 'other';
};

/** No process works longer than its lease, unless it has crashed or is paused. */
const hasEnded = (state: State, { claim }: Found): boolean =>
  !state.lanes.some(({ process }) => process?.owner === claim.owner && !process.isZombie);

const replied = (
  state: State,
  lane: number,
  process: Process,
  value: ReplyOrError,
  protocol: Protocol,
): State => {
  const replies = [...process.replies, value];
  const steps = protocol(process.owner, () => 0);
  steps.next();
  const next = replies
    .map((reply) => (reply instanceof LedgerError ? steps.throw(reply) : steps.next(reply)))
    .at(-1);
  if (next === undefined) throw new Error('a process without replies');
  if (next.done !== true)
    return withLane(state, lane, {
      ...laneAt(state, lane),
      process: { ...process, replies, step: next.value },
    });
  const { outcome = 'not sent' } = process;
  return outcome === 'accepted' || outcome === 'not sent' ? succeeded(state, lane) : failed(state, lane);
};

const succeeded = (state: State, lane: number): State =>
  withLane(state, lane, { attemptsLeft: 0, process: undefined });

/** Lambda tries again after a failure, and keeps the event after the last one. */
const failed = (state: State, lane: number): State => {
  const { attemptsLeft } = laneAt(state, lane);
  const next = withLane(state, lane, { attemptsLeft, process: undefined });
  return attemptsLeft === 0 ? { ...next, keptAsFailed: true } : next;
};

const judge = (state: State, findings: { -readonly [K in keyof Omit<Findings, 'states'>]: number }): void => {
  const messages = state.plain + state.labelled;
  if (state.keptAsFailed) findings.keptAsFailed += 1;
  if (messages === 0 && !state.keptAsFailed) findings.lost += 1;
  if (state.plain > 1) findings.silentDuplicates += 1;
  else if (messages > 1) findings.labelledDuplicates += 1;
  if (state.order === 'noted too soon') findings.notedTooSoon += 1;
  if (messages === 1) findings.exactlyOnce += 1;
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
