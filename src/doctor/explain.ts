import { eventNamesOf, eventSources } from '../catalogue/events.ts';
import { fieldAt } from '../catalogue/fields.ts';
import { unsupportedBuiltins } from '../jq/in-process/builtins/unsupported.ts';
import { callsOf } from '../jq/in-process/parse/calls.ts';
import type { Field } from '../jq/in-process/prefilter/fields.ts';
import { prefilterOf } from '../jq/in-process/prefilter/prefilter.ts';
import { compileProgram, type Program } from '../jq/in-process/program.ts';
import type { JsonObject } from '../json.ts';
import { diagnose } from './diagnose.ts';

/** What the engine understood of a program. */
export interface Explanation {
  /** The events of the catalogue on which the program is evaluated, by eventSource. Undefined: every event. */
  readonly events: ReadonlyMap<string, readonly string[]> | undefined;
  /** The values of userIdentity.type that it can match. Undefined: every one. */
  readonly callers: readonly string[] | undefined;
  readonly outcomes: 'any' | 'without errorCode' | 'with errorCode';
  /** What evaluates it, and when the in-process engine bails out. */
  readonly engine: string;
}

/** `fields` are those by which the prefilter chooses programs. */
export const explain = (text: string, fields: readonly Field[]): Explanation => {
  const program = compileProgram(text, fields);
  const tests = new Map(fields.map((field) => [field.join('.'), testOn(field, fields, program)]));
  const passes = (path: string, value: string | null): boolean => tests.get(path)?.(value) ?? true;
  const names = new Map<string, boolean>();
  const passesName = (name: string): boolean => {
    const known = names.get(name) ?? passes('eventName', name);
    names.set(name, known);
    return known;
  };
  const sources = eventSources().filter((source) => passes('eventSource', source));
  const events = sources.flatMap((source) => {
    const seen = eventNamesOf(source).filter(passesName);
    return seen.length === 0 ? [] : [[source, seen] as const];
  });
  const all = eventSources().flatMap(eventNamesOf).length;
  const types = fieldAt('userIdentity.type')?.values ?? [];
  const callers = types.filter((type) => passes('userIdentity.type', type));
  const [succeeded, failed] = [
    passes('errorCode', null),
    [...someErrors, ...textsIn(text)].some((code) => passes('errorCode', code)),
  ];
  return {
    events: events.flatMap(([, seen]) => seen).length === all ? undefined : new Map(events),
    callers: callers.length === types.length ? undefined : callers,
    outcomes: succeeded === failed ? 'any' : succeeded ? 'without errorCode' : 'with errorCode',
    engine: engineOf(text, program),
  };
};

/** One that programs ask for, and one that none does. A program that asks for others names them. */
const someErrors = ['AccessDenied', 'AnyOtherException'];

const textsIn = (program: string): readonly string[] =>
  [...program.matchAll(/"([^"\\]*)"/g)].flatMap(([, text]) => text ?? []);

/** Whether the conditions on one field let a record pass that has a value there. */
const testOn = (
  field: Field,
  fields: readonly Field[],
  program: Program | undefined,
): ((value: string | null) => boolean) => {
  const conditions = program?.conditions.filter((condition) => fields[condition.field] === field) ?? [];
  const prefilter = prefilterOf([conditions], fields);
  return (value) => {
    let isCandidate = false;
    prefilter(recordWith(field, value), () => {
      isCandidate = true;
    });
    return isCandidate;
  };
};

const recordWith = ([key = '', ...rest]: readonly string[], value: string | null): JsonObject => ({
  [key]: rest.length === 0 ? value : recordWith(rest, value),
});

const engineOf = (text: string, program: Program | undefined): string => {
  const reasons = [
    ...callsOf(text).flatMap((call) =>
      unsupportedBuiltins.get(call) === undefined ? [] : [call.replace(/\/\d+$/, '')],
    ),
    ...diagnose(text)
      .filter(({ kind }) => kind === 'regex-needs-real-jq')
      .map(({ span }) => `the regex ${text.slice(span.start, span.end)}`),
  ];
  const because = reasons.length === 0 ? '' : `, because of ${[...new Set(reasons)].join(', ')}`;
  if (program === undefined) return `the real jq, for every record${because}`;
  return reasons.length === 0 ? 'in-process' : `in-process, or the real jq where it gets to it${because}`;
};
