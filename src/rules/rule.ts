/** A `[[rule]]` of the config. It names each of its jq programs by the number that the program has in the config. */
export interface Rule {
  /** Its name, and a number where another rule has the same name. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Of `jq_match`: the records for which it gives something other than null or false match. */
  readonly matchProgram: number;
  /** Its text, which says what in its messages is no value of a record. */
  readonly jqMatch: string;
  /** Ids of the destinations to which its alerts are sent. */
  readonly destinations: readonly string[];
  /** Whether they get an alert too when the rule cannot be evaluated, or only the log has it. */
  readonly onError: 'alert' | 'log';
}
