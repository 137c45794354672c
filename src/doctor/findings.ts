import { type Define, definesFor, definitionsOf } from '../config/defines.ts';
import { findersIn, findNothing } from '../config/lines.ts';
import type { ConfigFile } from '../config/load.ts';
import type { Program } from '../config/programs.ts';
import { canBePlaced } from '../config/size.ts';
import { afterDefinitions } from '../jq/definitions.ts';
import { withoutSecrets } from '../redact.ts';
import { type WantedOutcome, wantedOutcomes } from '../rules/outcome.ts';
import type { CheckedConfig } from './config/check.ts';
import type { ConfigFinding } from './config-finding.ts';
import { diagnose } from './diagnose.ts';
import { diagnoseConfig } from './diagnose-config.ts';
import { type Excerpt, excerptOf, type Place } from './excerpt.ts';
import { findingsOfProgram } from './findings-of-program.ts';
import type { ProgramFinding } from './program-finding.ts';
import { verdictsOn } from './witnesses/verdicts.ts';

/** Something in a config that hardly anybody means, for people. It holds no secret. */
export interface Finding {
  /** The included file that it is about. Undefined: the config itself. */
  readonly file?: string | undefined;
  readonly level: 'error' | 'warning';
  readonly kind: string;
  /** `rule "Root login"`. */
  readonly where: string;
  readonly message: string;
  /** In the file. Of a text that the finder of lines does not take, there is none. */
  readonly place?: Place | undefined;
  /** The lines that are meant, and how the fix changes them. */
  readonly excerpt?: Excerpt | undefined;
}

export interface DoctoredConfig {
  readonly tables: CheckedConfig;
  readonly programs: readonly Program[];
  readonly ignorePrograms: readonly Program[];
  readonly thresholdPrograms: readonly Program[];
  readonly defines: readonly Define[];
}

/** What hardly anybody means in a config and the files that it includes, in the order of their lines. */
export const findingsIn = (
  config: ConfigFile,
  { tables, programs, ignorePrograms, thresholdPrograms, defines }: DoctoredConfig,
): readonly Finding[] => {
  const ofTables = diagnoseConfig(tables);
  return [config, ...(config.included ?? [])].flatMap((one) => {
    const file = one === config ? undefined : one.uri;
    const isHere = (place: { readonly file?: string | undefined }): boolean => place.file === file;
    const found = findingsInFile(one.text, {
      ofTables: ofTables.filter(isHere),
      rules: tables.rules.filter(isHere),
      programs: programs.filter(isHere),
      ignorePrograms: ignorePrograms.filter(isHere),
      thresholdPrograms: thresholdPrograms.filter(isHere),
      defines: defines.filter(({ table }) => isHere(table)),
    });
    return file === undefined ? found : found.map((finding) => ({ ...finding, file }));
  });
};

interface DoctoredFile extends Omit<DoctoredConfig, 'tables'> {
  readonly ofTables: readonly ConfigFinding[];
  readonly rules: CheckedConfig['rules'];
}

const findingsInFile = (
  text: string,
  { ofTables, rules, programs, ignorePrograms, thresholdPrograms, defines }: DoctoredFile,
): readonly Finding[] => {
  const { lineOf, stringAt } = canBePlaced(text) ? findersIn(text) : findNothing;
  const placeOf = (path: Program['path']): Place | undefined => {
    const line = lineOf(path);
    return line === undefined ? undefined : { line };
  };
  const ofConfig = ofTables.map(({ path, ...finding }): Finding => ({ ...finding, place: placeOf(path) }));
  const placed = (
    { text: program, where, path }: Pick<Program, 'text' | 'where' | 'path'>,
    findings: readonly ProgramFinding[],
  ): readonly Finding[] =>
    findings.map(({ span, fix, level, kind, message }): Finding => {
      const source = stringAt(path);
      const excerpt = source?.value === program ? excerptOf(text, source, { span, fix }) : undefined;
      const place = excerpt?.place ?? placeOf(path);
      return { level, kind, where, message: withoutSecrets(message), place, excerpt: excerpt?.shown };
    });
  const findingsOf = (program: Program, ignores: boolean): readonly Finding[] =>
    placed(program, findingsInProgram(program, ignores, outcomeOf(program, rules)));
  return [
    ...ofConfig,
    ...defines.flatMap((define) => {
      const { where, path } = define.table;
      return placed({ text: define.text, where, path: [...path, 'jq'] }, findingsInDefine(define));
    }),
    ...programs.flatMap((program) => findingsOf(program, false)),
    ...thresholdPrograms.flatMap((program) => placed(program, findingsInKey(program, rules, defines))),
    // Those of profiles stand nowhere in the config.
    ...ignorePrograms
      .filter(({ path }) => path[0] === 'ignore')
      .flatMap((program) => findingsOf(program, true)),
  ].toSorted(byPlace);
};

const findingsInProgram = (
  { text, needed }: Program,
  ignores: boolean,
  outcome: WantedOutcome,
): readonly ProgramFinding[] => {
  const definitions = definitionsOf(needed.defines);
  return findingsOfProgram(`${definitions}${text}`, { ignores, outcome }).flatMap((finding) =>
    behind(definitions.length, finding),
  );
};

/** Of the rule that has the program. A program of an ignore has none. */
const outcomeOf = (program: Program, rules: CheckedConfig['rules']): WantedOutcome => {
  const rule = ruleOf(program, rules);
  return wantedOutcomes.find((outcome) => outcome === rule?.values.outcome) ?? 'any';
};

const ruleOf = (
  { path }: Program,
  rules: CheckedConfig['rules'],
): CheckedConfig['rules'][number] | undefined =>
  rules.find(({ path: [kind, at] }) => kind === path[0] && at === path[1]);

/** The key of a threshold, or what it counts: it sees only records that its rule matches. */
const findingsInKey = (
  program: Program,
  rules: CheckedConfig['rules'],
  defines: readonly Define[],
): readonly ProgramFinding[] => {
  const { text, needed } = program;
  const own = definitionsOf(needed.defines);
  const shown = diagnose(`${own}${text}`).filter(
    // A key is to have a value on every record.
    ({ kind }) => kind !== 'trust' && kind !== 'always',
  );
  const match = ruleOf(program, rules)?.values.jq_match;
  const after = typeof match === 'string' ? `select(${match}\n) | ` : '';
  const before = `${definitionsOf(definesFor(`${after}${text}`, defines).defines)}${after}`;
  const failures = verdictsOn(`${before}${text}`, outcomeOf(program, rules)).filter(
    ({ kind }) => kind === 'unguarded',
  );
  return [
    ...shown.flatMap((finding) => behind(own.length, finding)),
    ...failures.flatMap((finding) => behind(before.length, finding)),
  ];
};

/** What its functions without arguments show when they are called on a record. */
const findingsInDefine = ({ text, names }: Define): readonly ProgramFinding[] => {
  const calls = names.filter((name) => name.endsWith('/0')).map((name) => name.slice(0, -2));
  if (calls.length === 0) return [];
  return diagnose(afterDefinitions(text, calls.join(', '))).filter(({ span }) => span.end <= text.length);
};

/** Findings in the definitions are those of their `[[define]]`. */
const behind = (length: number, finding: ProgramFinding): readonly ProgramFinding[] => {
  const { start, end } = finding.span;
  return start < length ? [] : [{ ...finding, span: { start: start - length, end: end - length } }];
};

const byPlace = ({ place: a }: Finding, { place: b }: Finding): number =>
  (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0);
