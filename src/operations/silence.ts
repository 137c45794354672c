import type { OperationalProblem } from '../alerts/alert.ts';
import type { Display } from '../alerts/display.ts';
import { accountText } from '../alerts/display.ts';
import type { Heartbeat, Silence } from './rhythm.ts';

/** Silent accounts and regions, and those that write again. Many of them are one problem. */
export const problemsOfHeartbeat = (
  { silent, back }: Pick<Heartbeat, 'silent' | 'back'>,
  display: Display,
): readonly OperationalProblem[] => [
  ...summedUp(silent, (some, subject) => silence(some, subject, display)),
  ...summedUp(back, (some, subject) => writesAgain(some, subject, display)),
];

/** When all of a trail is silent, that is one alert, and another one whenever twice as many are. */
const summedUp = (
  all: readonly Silence[],
  problemOf: (some: readonly Silence[], subject: string) => OperationalProblem,
): readonly OperationalProblem[] =>
  all.length <= maxSingle
    ? all.map((one) => problemOf([one], one.origin))
    : [problemOf(all, `many:${2 ** Math.floor(Math.log2(all.length))}`)];

const maxSingle = 5;

const silence = (some: readonly Silence[], subject: string, display: Display): OperationalProblem => ({
  subject: `silent:${subject}`,
  title: `No log files from ${namesOf(some, display)}`,
  sentence:
    some.length === 1
      ? `The newest log file is ${some.map(ageOf).join()}.`
      : `${some.length} accounts and regions that used to write log files do not.`,
  advice:
    'See whether the trail still logs there (aws cloudtrail get-trail-status), whether the bucket takes what it writes, and whether the bucket still notifies the function. If the account or region was closed, do nothing: it is forgotten after 14 days.',
  facts: factsOf(some, display),
  severity: 'high',
});

const writesAgain = (some: readonly Silence[], subject: string, display: Display): OperationalProblem => ({
  subject: `back:${subject}`,
  title: `Log files again from ${namesOf(some, display)}`,
  sentence: some.length === 1 ? 'It writes again.' : `${some.length} accounts and regions write again.`,
  advice:
    'See whether log files of the time between are missing: tattletail scan inspects those that are in the bucket.',
  facts: factsOf(some, display),
  severity: 'info',
});

const namesOf = (some: readonly Silence[], display: Display): string =>
  some.length === 1
    ? some.map(({ origin }) => nameOf(origin, display)).join()
    : `${some.length} accounts and regions`;

const nameOf = (origin: string, display: Display): string => {
  const [account = '', region] = origin.split('/');
  return `${accountText(account, display)} in ${region}`;
};

const factsOf = (some: readonly Silence[], display: Display): OperationalProblem['facts'] => [
  [
    'Silent',
    [
      ...some.slice(0, maxNamed).map((one) => `${nameOf(one.origin, display)}: ${ageOf(one)}`),
      ...(some.length > maxNamed ? [`and ${some.length - maxNamed} more`] : []),
    ],
  ],
];

const maxNamed = 30;

const ageOf = ({ silentMs, usualMs }: Silence): string =>
  `${durationText(silentMs)} old, and used to be ${durationText(usualMs)} at most`;

const durationText = (ms: number): string => {
  const minutes = Math.round(ms / 60_000);
  return minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
};
