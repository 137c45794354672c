import { readdirSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { type JsonValue, parseJson } from '../../../src/json.ts';

/**
 * The contract of every engine as data: the outcome of a program on an input when jq 1.8.2 runs it alone, as
 * `jq -c PROGRAM <<< INPUT` does without arguments or environment, up to its first output.
 */
export const readTables = (): readonly Table[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({
      topic: file.replace('.json', ''),
      rows: parseRows(file, readFileSync(new URL(file, folder), 'utf8')),
    }));

export interface Table {
  readonly topic: string;
  readonly rows: readonly Row[];
}

export type Row = z.infer<typeof rowSchema>;
export type RowOutcome = z.infer<typeof outcomeSchema> | z.infer<typeof differenceSchema>;

/** The engines that may differ from the outcome of a row. */
export type EngineName = z.infer<typeof engineNameSchema>;

export const parseRows = (file: string, text: string): readonly Row[] => {
  const rows = z.array(rowSchema).safeParse(parseJson(text));
  if (!rows.success) throw new Error(`fixtures/jq/${file}\n${z.prettifyError(rows.error)}`);
  return rows.data;
};

/** The input of a row: written in it, or generated because it is too big for that. */
export const inputOf = ({ input, generate }: Row): JsonValue => {
  if (generate !== undefined) return makers[generate.kind](generate.size);
  if (input !== undefined) return input;
  throw new Error('expected a row with an input or with what to generate');
};

const folder = new URL('../../../fixtures/jq/', import.meta.url);

const nest = (levels: number, wrap: (inner: JsonValue) => JsonValue): JsonValue => {
  let value: JsonValue = 1;
  for (let level = 0; level < levels; level += 1) value = wrap(value);
  return value;
};

const numbersBelow = (size: number): number[] => Array.from({ length: size }, (_, index) => index);

const makers = {
  'nested arrays': (size) => ({ eventName: 'Deep', deep: nest(size, (inner) => [inner]) }),
  'nested objects': (size) => ({ eventName: 'Deep', deep: nest(size, (inner) => ({ a: inner })) }),
  'many keys': (size) => Object.fromEntries(numbersBelow(size).map((index) => [`k${index}`, index])),
  'long string': (size) => ({ s: `${'a'.repeat(size - 1)}z` }),
  'long array': (size) => ({ items: numbersBelow(size) }),
} as const satisfies Record<string, (size: number) => JsonValue>;

const jsonSchema = z.custom<JsonValue>((value) => value !== undefined, 'expected a JSON value');
const why = z.string().min(1);

const valueSchema = z.strictObject({
  value: jsonSchema.refine((value) => value !== null && value !== false, 'null and false are left out'),
});
/** The value is the input itself, where that is too big to write down. */
const valueIsInputSchema = z.strictObject({ valueIsInput: z.literal(true) });
/** No output, or null or false. */
const noOutcomeSchema = z.strictObject({ noOutcome: z.literal(true) });
/** The exact message of an error before any output. */
const errorSchema = z.strictObject({ error: z.string() });
/** A part of the message with which the program is refused. */
const syntaxErrorSchema = z.strictObject({ syntaxError: z.string().min(1) });

const outcomeSchema = z.union([
  valueSchema,
  valueIsInputSchema,
  noOutcomeSchema,
  errorSchema,
  syntaxErrorSchema,
]);

const differenceSchema = z.union([
  valueSchema.extend({ why }),
  noOutcomeSchema.extend({ why }),
  errorSchema.extend({ why }),
  syntaxErrorSchema.extend({ why }),
  /** An error with whatever message jq has when it breaks. */
  z.strictObject({ breaks: z.literal(true), why }),
]);

const engineNameSchema = z.enum(['jq-wasm', 'jq-native', 'in-process']);

const rowSchema = z
  .strictObject({
    name: z.string().min(1),
    program: z.string(),
    input: jsonSchema.optional(),
    generate: z
      .strictObject({
        kind: z.enum(['nested arrays', 'nested objects', 'many keys', 'long string', 'long array']),
        size: z.int().positive(),
      })
      .optional(),
    outcome: outcomeSchema,
    /** The oldest version of jq that gives this outcome. */
    needs: z
      .string()
      .regex(/^\d+\.\d+(\.\d+)?$/)
      .optional(),
    differs: z.partialRecord(engineNameSchema, differenceSchema).optional(),
  })
  .refine(
    ({ input, generate }) => (input === undefined) !== (generate === undefined),
    'expected either an input or what to generate',
  );
