import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { isJsonObject, type JsonValue } from '../json.ts';
import type { Match } from '../rules/match.ts';
import { programOf } from '../rules/program-of.ts';
import { type Severity, severities } from '../rules/severity.ts';
import { cutTo } from './fitting.ts';
import { oneLine } from './printable.ts';

/** What a program says of its alert, under the key `tattletail` of its output. */
export interface OwnWords {
  readonly severity: Severity | undefined;
  /** One line each, which may hold text of the record. */
  readonly title: string | undefined;
  readonly summary: string | undefined;
  /** Why the rest of the key is not used. */
  readonly problem: string | undefined;
}

/**
 * Undefined for a program that says nothing. A record that has such a key says nothing either, nor does a part of it that
 * a program gives: callers choose what is in some parameters, such as policies.
 */
export const ownWordsIn = ({ rule, record, output }: Match): OwnWords | undefined => {
  if (!isJsonObject(output) || !Object.hasOwn(output, key)) return undefined;
  if (output === record || isDeepStrictEqual(output, record)) return undefined;
  if (!programOf(rule).includes(key)) return undefined;
  const words = output[key];
  const { severity, title, summary } = usable.parse(words);
  const { error } = expected.safeParse(words);
  return {
    severity: severity ?? undefined,
    title: title ?? undefined,
    summary: summary ?? undefined,
    problem: error && problemIn(error, words),
  };
};

/** The output without what a program says of its alert; undefined if nothing is left. */
export const withoutOwnWords = (found: Match): JsonValue | undefined => {
  const { output } = found;
  if (!isJsonObject(output) || ownWordsIn(found) === undefined) return output;
  const { [key]: _, ...rest } = output;
  return Object.keys(rest).length === 0 ? undefined : rest;
};

const key = 'tattletail';

const severity = z.enum(severities);

const line = (maxCharacters: number) =>
  z
    .string()
    .transform((text) => oneLine(text).trim())
    .refine((text) => text !== '')
    .transform((text) => cutTo(text, maxCharacters));

/** As long as a header of Slack may be (Slack, "Header block"). */
const title = line(150);

const summary = line(500);

const expected = z.strictObject({
  severity: severity.nullish(),
  title: title.nullish(),
  summary: summary.nullish(),
});

/** The same, without what is wrong. */
const usable = z
  .object({
    severity: severity.nullish().catch(undefined),
    title: title.nullish().catch(undefined),
    summary: summary.nullish().catch(undefined),
  })
  .catch({});

const problemIn = ({ issues }: z.ZodError, words: JsonValue | undefined): string =>
  `the rule's output has a ${key} key that is not used as a whole: ${issues.map((issue) => wordsFor(issue, words)).join('; ')}`;

const wordsFor = (issue: z.core.$ZodIssue, words: JsonValue | undefined): string => {
  if (issue.code === 'unrecognized_keys') return `there is no ${issue.keys.map(shown).join(', ')} in it`;
  const [field] = issue.path;
  if (typeof field !== 'string' || !isJsonObject(words)) return `it must be an object, got ${shown(words)}`;
  const needed = field === 'severity' ? `one of ${severities.join(', ')}` : 'a text that is not blank';
  return `${field} must be ${needed}, got ${shown(words[field])}`;
};

const shown = (value: JsonValue | undefined): string => {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  const text = JSON.stringify(value) ?? 'nothing';
  return cutTo(text, 50);
};
