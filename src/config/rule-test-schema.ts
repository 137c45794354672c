import * as z from 'zod';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, parseJson } from '../json.ts';
import { type Severity, severities } from '../rules/severity.ts';

/** What a test expects of every record that it has. */
export type Expected =
  | {
      readonly kind: 'match';
      /** What the program outputs. Undefined: anything that is a match. */
      readonly output: JsonValue | undefined;
      /** Undefined: any. */
      readonly severity: Severity | undefined;
    }
  | { readonly kind: 'no match' };

const name = z.string().regex(/\S/, 'must not be blank');

/** Records in TOML, as JSON text, or a list of both. */
const record = z.unknown().transform((value, context): readonly JsonObject[] => {
  const records = recordsIn(value);
  if (typeof records !== 'string') return records;
  context.addIssue({ code: 'custom', message: records });
  return z.NEVER;
});

/** Paths of files with records, relative to the file that names them. */
const file = z
  .unknown()
  .refine((value) => listOf(value).every((path) => typeof path === 'string' && path !== ''), {
    error: 'must be a path or a list of paths',
  })
  .transform((value) => listOf(value).map(String));

const testTable = z.strictObject({
  name,
  record: record.optional(),
  file: file.optional(),
  expect: z.enum(['match', 'no match']),
  output: z.unknown().optional(),
  severity: z.enum(severities).optional(),
});

/** `[[rule.test]]`. */
export const testSchema = testTable
  .refine(({ record, file }) => record !== undefined || file !== undefined, {
    error: 'is missing, and so is file: a test needs at least one record',
    path: ['record'],
  })
  .refine(({ expect, output }) => expect === 'match' || output === undefined, {
    error: 'can only be expected of a match',
    path: ['output'],
  })
  .refine(({ expect, severity }) => expect === 'match' || severity === undefined, {
    error: 'can only be expected of a match',
    path: ['severity'],
  })
  .transform(({ record = [], file = [], expect, output, severity, ...test }) => ({
    ...test,
    records: record,
    files: file,
    expected:
      expect === 'match'
        ? { kind: expect, output: output === undefined ? undefined : jsonOf(output), severity }
        : { kind: expect },
  }));

export const testKeys = Object.keys(testTable.shape);

/** `[[test]]` in a file of its own, which says of which rule it is. */
export const testKeysInOwnFile = ['rule', ...testKeys];

/** The records in a JSON document: one, a list, or a log file; or what is wrong with it. */
export const recordsInJson = (json: JsonValue): readonly JsonObject[] | string => {
  if (isJsonArray(json)) return joined(json.map(recordsInJson));
  if (!isJsonObject(json)) return noRecord;
  return json.Records === undefined ? [json] : recordsInJson(json.Records);
};

const recordsIn = (value: unknown): readonly JsonObject[] | string => {
  if (Array.isArray(value)) return joined(value.map(recordsIn));
  if (typeof value !== 'string') return recordsInJson(jsonOf(value));
  try {
    return recordsInJson(parseJson(value));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return `is text that is no JSON: ${error.message}`;
  }
};

const noRecord = 'must be a record: a table, JSON text, or a list of these';

const joined = (found: readonly (readonly JsonObject[] | string)[]): readonly JsonObject[] | string => {
  const problem = found.find((records) => typeof records === 'string');
  if (problem !== undefined || found.length === 0) return problem ?? 'must not be an empty list';
  return found.flatMap((records) => records as readonly JsonObject[]); // none is a problem
};

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** TOML as JSON: dates become text as CloudTrail writes it, and large integers become doubles, as in jq. */
const jsonOf = (value: unknown): JsonValue => {
  if (Array.isArray(value)) return value.map(jsonOf);
  if (value instanceof Date) return value.toISOString().replace(/\.000(?=Z?$)/, '');
  if (typeof value === 'bigint') return Number(value);
  if (isJsonObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, jsonOf(member)]));
  return value as JsonValue; // TOML has nothing else but strings, numbers and booleans
};
