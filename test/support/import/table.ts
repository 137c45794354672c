import { beforeAll, expect, it } from 'vitest';
import type { Imported } from '../../../src/import/imported.ts';
import type { JsonObject } from '../../../src/json.ts';
import { onlyProgram, verdictsOf } from './verdicts.ts';

/** A rule of another language, and records that it matches and does not match. */
export interface MatchRow {
  readonly what: string;
  readonly source: string;
  readonly matches: readonly JsonObject[];
  readonly misses: readonly JsonObject[];
}

/** A test for each row: the program that is made of the rule matches these records, and not those. */
export const itMatches = (rows: readonly MatchRow[], importOne: (source: string) => Imported): void => {
  let verdicts: Awaited<ReturnType<typeof verdictsOf>>;
  const records = rows.flatMap(({ matches, misses }) => [...matches, ...misses]);

  beforeAll(async () => {
    const programs = rows.map(({ source }) => importOne(source).rules[0]?.jq ?? 'false');
    verdicts = await verdictsOf(programs, records);
  });

  it.each(rows.map((row, at) => ({ ...row, at })))('$what', ({ source, matches, misses, at }) => {
    onlyProgram(importOne(source));
    const isMatch = (record: JsonObject): boolean => verdicts.matches(at, records.indexOf(record));
    expect({ matched: matches.filter(isMatch), missed: misses.filter((record) => !isMatch(record)) }).toEqual(
      {
        matched: matches,
        missed: misses,
      },
    );
  });
};

/** A test for each row: the rule is refused, for this reason. */
export const itRefuses = (
  rows: readonly (readonly [what: string, source: string, reason: string])[],
  importOne: (source: string) => Imported,
): void => {
  it.each(rows)('%s', (_, source, reason) => {
    const { rules, ignores, refusals } = importOne(source);
    expect({ imported: [...rules, ...ignores], reasons: refusals.map((refusal) => refusal.reason) }).toEqual({
      imported: [],
      reasons: [reason],
    });
  });
};
