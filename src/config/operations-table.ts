import * as z from 'zod';
import { isJsonObject } from '../json.ts';
import { duration, millisecondsOf } from './duration.ts';
import type { FileTables } from './file-tables.ts';
import type { Table } from './tables.ts';

/** `[operations]`: who is alerted when the function itself is blind. */
const operationsTable = z.strictObject({
  destinations: z
    .array(z.string())
    .default([])
    .describe('The ids of the destinations of operational alerts.'),
  silent_after: duration
    .default('30m')
    .describe('How much longer than usual an account and region may write no log file: 30m, 2h or 1d.'),
});

export const operationsKeys = Object.keys(operationsTable.shape);

export const operationsSchema = operationsTable.transform(({ destinations, silent_after }) => ({
  destinations,
  silentAfterMs: millisecondsOf(silent_after),
}));

export type OperationsConfig = Readonly<z.output<typeof operationsSchema>>;

/** The table, for what must be right about its destinations. */
export const operationsTables = (files: readonly FileTables[]): readonly Table[] =>
  files.flatMap(({ top }) =>
    isJsonObject(top.values.operations)
      ? [{ values: top.values.operations, where: '[operations]', file: top.file, path: ['operations'] }]
      : [],
  );
