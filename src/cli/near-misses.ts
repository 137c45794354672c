import { factsOf } from '../alerts/facts.ts';
import type { CompiledPrograms, JqEngine, Outcome } from '../jq/engine.ts';
import { conjunctsOf } from '../jq/in-process/explain/conjuncts.ts';
import { isJsonObject, type JsonValue } from '../json.ts';
import { hasOutcome } from '../rules/outcome.ts';
import type { Rule } from '../rules/rule.ts';
import { type CloudTrailRecord, loggedEventIdOf } from '../trail/record.ts';

/** The records that a rule does not match because of one of its conditions alone. */
export interface NearMisses {
  readonly rule: Rule;
  readonly records: number;
  /** The rarest condition first: what nearly all records lack says little. */
  readonly groups: readonly NearMissGroup[];
}

/** Those that lack the same condition for the same reason. */
interface NearMissGroup {
  readonly condition: string;
  readonly reason: string;
  readonly records: number;
  /** The first of them. */
  readonly event: {
    readonly id: string | undefined;
    readonly what: string | undefined;
    readonly when: string | undefined;
  };
}

interface NearMissWatch {
  /** Does what the engine does. */
  readonly jq: JqEngine;
  /** Looks from now on at the records that these rules do not match. */
  watch(rules: readonly Rule[]): void;
  /** What has been seen, by rule. */
  misses(): readonly NearMisses[];
}

/**
 * Watches an engine for records that lack one condition of a rule. A rule with a single condition has none: every record
 * that it does not match would be one.
 */
export const watchNearMisses = (jq: JqEngine): NearMissWatch => {
  let texts: readonly string[] | undefined;
  let tallies: readonly Tally[] = [];
  const look = (inputs: readonly JsonValue[], outcomes: readonly Outcome[]): void => {
    for (const tally of tallies) tally.add(inputs, outcomes);
  };
  return {
    jq: {
      compile: async (programs) => {
        const compiled = await jq.compile(programs);
        // The first call is for the programs of the rules.
        if (texts !== undefined) return compiled;
        texts = programs;
        return watched(compiled, look);
      },
    },
    watch: (rules) => {
      tallies = rules.map((rule) => createTally(rule, texts?.[rule.matchProgram] ?? rule.jqMatch));
    },
    misses: () => tallies.map(({ misses }) => misses()).filter(({ records }) => records > 0),
  };
};

const watched = (
  programs: CompiledPrograms,
  look: (inputs: readonly JsonValue[], outcomes: readonly Outcome[]) => void,
): CompiledPrograms => ({
  start: (limits) => {
    const evaluation = programs.start(limits);
    return {
      firstOutputs: async (inputs) => {
        const outcomes = await evaluation.firstOutputs(inputs);
        look(inputs, outcomes);
        return outcomes;
      },
    };
  },
});

interface Tally {
  add(inputs: readonly JsonValue[], outcomes: readonly Outcome[]): void;
  misses(): NearMisses;
}

/** A condition of a rule: a part of its jq, or its outcome. */
interface Condition {
  readonly text: string;
  holdsFor(record: CloudTrailRecord): boolean | undefined;
  reasonFor(record: CloudTrailRecord): string;
}

const createTally = (rule: Rule, text: string): Tally => {
  const conditions: readonly Condition[] = [...conjunctsOf(text), ...outcomeOf(rule)];
  const byCondition = conditions.map(() => createGroups());
  return {
    add: (inputs, outcomes) => {
      if (conditions.length < 2) return;
      const selected = new Set(
        outcomes.flatMap(({ kind, program, input }) =>
          kind === 'value' && program === rule.matchProgram ? [input] : [],
        ),
      );
      for (const [at, record] of inputs.entries()) {
        if (!isJsonObject(record) || (selected.has(at) && hasOutcome(record, rule.outcome))) continue;
        const lacking = onlyOneLacking(conditions, record);
        if (lacking === undefined) continue;
        byCondition[lacking]?.add(record, () => conditions[lacking]?.reasonFor(record) ?? '');
      }
    },
    misses: () => {
      const found = conditions.flatMap(({ text: condition }, at) => {
        const groups = byCondition[at];
        return groups === undefined ? [] : [{ condition, ...groups.found() }];
      });
      return {
        rule,
        records: found.reduce((sum, { records }) => sum + records, 0),
        groups: found
          .toSorted((a, b) => a.records - b.records)
          .flatMap(({ condition, groups }) => groups.map((group) => ({ condition, ...group }))),
      };
    },
  };
};

const outcomeOf = ({ outcome }: Rule): readonly Condition[] =>
  outcome === 'any'
    ? []
    : [
        {
          text: `outcome = "${outcome}"`,
          holdsFor: (record) => hasOutcome(record, outcome),
          reasonFor: (record) => {
            const { error } = factsOf(record);
            return error === undefined ? 'the call succeeded' : `the call ended with ${error}`;
          },
        },
      ];

/** The position of the one condition that does not hold. Undefined if that is none or several, or if it is not known. */
const onlyOneLacking = (conditions: readonly Condition[], record: CloudTrailRecord): number | undefined => {
  let lacking: number | undefined;
  for (const [at, condition] of conditions.entries()) {
    const holds = condition.holdsFor(record);
    if (holds === true) continue;
    if (holds === undefined || lacking !== undefined) return undefined;
    lacking = at;
  }
  return lacking;
};

/** Keeps the first record for each of the first reasons, and counts the others. */
const createGroups = () => {
  let records = 0;
  const groups = new Map<string, Omit<NearMissGroup, 'condition'>>();
  return {
    add: (record: CloudTrailRecord, reasonOf: () => string): void => {
      records += 1;
      const reason = reasonOf();
      const known = groups.get(reason);
      if (known !== undefined) groups.set(reason, { ...known, records: known.records + 1 });
      else if (groups.size < maxReasons) groups.set(reason, { reason, records: 1, event: eventOf(record) });
    },
    found: () => ({ records, groups: [...groups.values()].toSorted((a, b) => a.records - b.records) }),
  };
};

/** Of each condition. */
const maxReasons = 100;

const eventOf = (record: CloudTrailRecord): NearMissGroup['event'] => {
  const { what, when } = factsOf(record);
  return { id: loggedEventIdOf(record), what: what?.slice(0, 200), when: when?.slice(0, 100) };
};
