import type { Programs } from './jq.ts';

/** A `[[rule]]` of the config. */
export interface Rule {
  readonly name: string;
  readonly description: string;
  readonly jqMatch: string;
  /** Ids of the destinations that are told about its matches. */
  readonly destinations: readonly string[];
}

/** Rules with their compiled programs: program n belongs to rule n. */
export interface CompiledRules {
  readonly rules: readonly Rule[];
  readonly programs: Programs;
}
