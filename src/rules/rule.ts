import type { WantedOutcome } from './outcome.ts';
import type { Severity } from './severity.ts';
import type { Threshold } from './threshold.ts';

/** A `[[rule]]` of the config. It names each of its jq programs by the number that the program has in the config. */
export interface Rule {
  /** The one that the config gives it, or else its name, and a number where another rule has the same name. */
  readonly id: string;
  /** Only the one that the config gives it. */
  readonly ownId?: string | undefined;
  readonly name: string;
  /** Which `[[rule]]` it is, counted from 0, of which file. */
  readonly place: RulePlace;
  readonly description: string;
  /** Of `jq_match`: the records for which it gives something other than null or false match. */
  readonly matchProgram: number;
  /** Its text, which says what in its messages is no value of a record. */
  readonly jqMatch: string;
  /** The definitions that stand before it in its program: those that it needs of `[[define]]`. */
  readonly definitions: string;
  /** Ids of the destinations to which its alerts are sent. */
  readonly destinations: readonly string[];
  /** Whether they get an alert too when the rule cannot be evaluated, or only the log has it. */
  readonly onError: 'alert' | 'log';
  /** Of which calls the records can match. */
  readonly outcome: WantedOutcome;
  readonly severity?: Severity | undefined;
  /** If it has one, so many matches in a log file cause one alert, and fewer none. */
  readonly threshold?: Threshold | undefined;
  /** What to do about an alert. */
  readonly runbookUrl?: string | undefined;
  readonly tags: readonly string[];
  /** MITRE ATT&CK techniques: T1098 or T1098.001. */
  readonly attack: readonly string[];
  readonly author?: string | undefined;
  /** URLs of what explains the rule. */
  readonly references: readonly string[];
}

export interface RulePlace {
  /** An included file. Undefined: the config itself. */
  readonly file: string | undefined;
  readonly number: number;
}
