import type { CompiledPrograms } from '../jq/engine.ts';

/** A `[[rule]]` of the config. */
export interface Rule {
  /** Its name, told apart from another rule of the same name. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Ids of the destinations that are told about its matches. */
  readonly destinations: readonly string[];
  /** Whether they are told too when the rule cannot be evaluated, or only the log. */
  readonly onError: 'alert' | 'log';
}

/** Rules with their compiled programs: program n belongs to rule n. */
export interface CompiledRules {
  readonly rules: readonly Rule[];
  readonly programs: CompiledPrograms;
}
