import type { RuleTable } from '../../config/rule-tables.ts';
import type { Table } from '../../config/tables.ts';
import type { ConfigFinding } from '../config-finding.ts';

/** What checks look at: the tables as they are written, so that a config with problems can be checked as well. */
export interface CheckedConfig {
  readonly rules: readonly RuleTable[];
  readonly destinations: readonly Table[];
  readonly routes: readonly Table[];
  /** Names of AWS accounts by ID. */
  readonly accounts: ReadonlyMap<string, string>;
}

/** Looks for one kind of mistake. */
export type ConfigCheck = (config: CheckedConfig) => readonly ConfigFinding[];

/** A warning about a key of a table. */
export const warningAt = (
  { where, file, path }: Table,
  key: string,
  { kind, message }: Pick<ConfigFinding, 'kind' | 'message'>,
): ConfigFinding => ({ kind, level: 'warning', where, file, path: [...path, key], message });

export const textsIn = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((entry) => typeof entry === 'string');
