import { LogFileError } from '../errors.ts';
import type { OtherContent } from './shapes/content.ts';
import { recordsList } from './shapes/lists.ts';

/** What a file came to besides its records. */
export interface Verdict {
  readonly problems: readonly LogFileError[];
  /** What the file is instead, if it is no log file and need not be one, or what is in it beside records. */
  readonly skipped: readonly Skipped[];
}

export interface Skipped {
  readonly kind: 'neighbour' | 'unknown' | 'empty' | 'beside records';
  readonly what: string;
  readonly times: number;
}

/** Where in a file something is. Numbers count from 1. */
export type Place =
  | { readonly kind: 'file' }
  | { readonly kind: 'document'; readonly number: number }
  | { readonly kind: 'entry'; readonly number: number; readonly list: string };

export type Findings = ReturnType<typeof createFindings>;

/**
 * What a file should be. Whoever can write log files must not be able to pass them off as something else, but beside
 * log files there may be files of other services, and on a disk there may be anything.
 */
export type Expected = 'log file' | 'log file or neighbour' | 'anything';

/** Collects what is in a file besides records: only at its end it is known which of it is wrong. */
export const createFindings = (uri: string, expected: Expected) => {
  const tallies = {
    broken: createTally(),
    unknown: createTally(),
    neighbour: createTally(),
    message: createTally(),
    text: createTally(),
  };
  let holdsRecords = false;
  let documents = 0;

  const wrongTallies = (): readonly Tally[] => {
    const { broken, unknown, neighbour, message, text } = tallies;
    if (expected === 'log file') return [broken, unknown, neighbour, message, text];
    if (holdsRecords) return [broken, unknown, neighbour];
    return expected === 'log file or neighbour' ? [broken, text, unknown] : [broken];
  };

  const skipped = (isEmpty: boolean): Skipped => {
    if (isEmpty) return { kind: 'empty', what: 'empty', times: 1 };
    const neighbour = tallies.neighbour.first() ?? tallies.message.first();
    if (neighbour !== undefined) return { kind: 'neighbour', what: neighbour, times: 1 };
    return {
      kind: 'unknown',
      what: tallies.text.first() ?? tallies.unknown.first() ?? 'not known',
      times: 1,
    };
  };

  const skippedBesideRecords = (): readonly Skipped[] => {
    const what = tallies.message.first();
    const isWrong = what === undefined || wrongTallies().includes(tallies.message);
    return isWrong ? [] : [{ kind: 'beside records', what, times: tallies.message.size() }];
  };

  return {
    add: (content: OtherContent, place: Place): void => tallies[content.kind].add(content, place),

    /** The file has records, or a list that would have them. */
    addRecords: (): void => {
      holdsRecords = true;
    },

    /** There is another document in the file. */
    addDocument: (): void => {
      documents += 1;
    },

    /** Why the file cannot be read to its end. */
    addEnd: (what: string): void => tallies.broken.add({ kind: 'broken', what }, wholeFile),

    verdict: (): Verdict => {
      const isEmpty = !holdsRecords && Object.values(tallies).every(({ size }) => size() === 0);
      if (isEmpty) tallies.text.add({ kind: 'text', what: 'empty' }, wholeFile);
      const problems = wrongTallies().flatMap((tally) => tally.problems(uri, documents > 1));
      if (holdsRecords) return { problems, skipped: skippedBesideRecords() };
      return { problems, skipped: problems.length > 0 ? [] : [skipped(isEmpty)] };
    },
  };
};

const wholeFile: Place = { kind: 'file' };

type Tally = ReturnType<typeof createTally>;

/** Counts what is alike, and keeps the first few: of a hostile file there may be millions. */
const createTally = () => {
  const first: { readonly content: OtherContent; readonly place: Place }[] = [];
  let count = 0;
  return {
    add: (content: OtherContent, place: Place): void => {
      count += 1;
      if (first.length < maxNamed) first.push({ content, place });
    },
    size: (): number => count,
    first: (): string | undefined => first[0]?.content.what,
    problems: (uri: string, hasSeveralDocuments: boolean): readonly LogFileError[] => {
      const named = first.map(
        ({ content, place }) =>
          new LogFileError(uri, describe(content, hasSeveralDocuments ? place : inOneDocument(place))),
      );
      const others = count - first.length;
      const more = `and ${others} more like the last one`;
      return others === 0 ? named : [...named, new LogFileError(uri, more, { times: others })];
    },
  };
};

const maxNamed = 5;

/** The only document of a file is the file. */
const inOneDocument = (place: Place): Place => (place.kind === 'document' ? wholeFile : place);

const describe = ({ kind, what }: OtherContent, place: Place): string => {
  if (place.kind === 'entry') return `${nameOf(place)} is ${what}`;
  const where = place.kind === 'file' ? '' : `document ${place.number} `;
  return `${where}is ${what}${kind === 'broken' ? '' : ', expected records of CloudTrail'}`;
};

const nameOf = ({ number, list }: { readonly number: number; readonly list: string }): string =>
  list === recordsList.name ? `record ${number}` : `entry ${number} of ${list}`;
