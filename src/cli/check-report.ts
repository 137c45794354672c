import type { RuleOff } from '../config/schema.ts';
import type { Finding } from '../doctor/findings.ts';
import { ConfigError, type Problem } from '../errors.ts';
import { quoted } from '../redact.ts';
import { type ExplainedRule, explanationAsJson, explanationText } from './check-explanation.ts';
import {
  asFinding,
  type CheckFormat,
  findingAsJson,
  findingForGithub,
  findingText,
} from './check-formats.ts';
import { type RuleRoutes, routesText } from './check-routes.ts';
import { say, type Terminal } from './command.ts';
import { note } from './common-options.ts';
import { terminalLog } from './terminal-log.ts';

/** What `check` has found in a config. */
export interface Checked {
  /** What keeps it from being used. */
  readonly problems: readonly Problem[];
  /** The file that has them, if it is not the config but the tests beside it. */
  readonly problemsIn?: string;
  readonly findings: readonly Finding[];
  /** About the whole config. */
  readonly warnings: readonly string[];
  /** What is worth knowing and no mistake. */
  readonly remark?: string | undefined;
  /** Another config is to include it: nothing in it has a destination. */
  readonly isPack: boolean;
  readonly rules: number;
  /** Those that an override turns off. */
  readonly rulesOff: readonly RuleOff[];
  readonly destinations: number;
  /** Where alerts go, if that is asked for. */
  readonly routes?: readonly RuleRoutes[];
  readonly explanations: readonly ExplainedRule[];
}

/** Shows it. In the text format, throws ConfigError with its problems, which main prints. */
export const reportChecked = (
  uri: string,
  checked: Checked,
  format: CheckFormat,
  terminal: Terminal,
): Promise<void> => reporters[format](uri, checked, terminal);

type Reporter = (uri: string, checked: Checked, terminal: Terminal) => Promise<void>;

const asText: Reporter = async (uri, checked, terminal) => {
  const { stdout, stderr, hasColours } = terminal;
  const {
    problems,
    problemsIn = uri,
    findings,
    warnings,
    remark,
    rules,
    rulesOff,
    destinations,
    isPack,
    routes,
    explanations,
  } = checked;
  const off = rulesOff.length === 0 ? '' : ` (turned off: ${rulesOff.length})`;
  const { warn } = terminalLog(stderr);
  for (const finding of findings) await say(stderr, findingText(uri, finding, hasColours?.(stderr) === true));
  if (problems.length > 0) throw new ConfigError(problemsIn, problems);
  for (const warning of warnings) warn(warning);
  if (remark !== undefined) await note(terminal, stderr, `note: ${remark}\n`);
  const targets = isPack
    ? 'for a config that includes it, with default_destinations'
    : `destinations: ${destinations}`;
  await note(terminal, stdout, `${uri} is usable: rules: ${rules}${off}, ${targets}\n`);
  if (routes !== undefined) await say(stdout, `\n${routesText(routes)}`);
  for (const explained of explanations) await say(stdout, `\n${explanationText(explained)}`);
  if (explanations.length > 0)
    for (const { name } of rulesOff)
      await say(stdout, `\nrule ${quoted(name)}\n  turned off by an override\n`);
};

const asJson: Reporter = (uri, checked, { stdout }) => {
  const {
    problems,
    problemsIn = uri,
    findings,
    rules,
    rulesOff,
    destinations,
    remark,
    routes,
    explanations,
  } = checked;
  const inFile = problemsIn === uri ? {} : { file: problemsIn };
  const document = {
    file: uri,
    usable: problems.length === 0,
    rules,
    ...(rulesOff.length > 0 && { rulesOff: rulesOff.map(({ id }) => id) }),
    destinations,
    findings: [
      ...problems.map((problem) => asFinding({ ...inFile, ...problem })),
      ...ofWarnings(checked),
      ...findings,
    ].map(findingAsJson),
    ...(remark !== undefined && { note: remark }),
    ...(routes !== undefined && { routes }),
    ...(explanations.length > 0 && {
      explanations: explanations.map(explanationAsJson),
    }),
  };
  return say(stdout, `${JSON.stringify(document, null, 2)}\n`);
};

const asGithub: Reporter = async (uri, checked, { stdout }) => {
  const { problems, problemsIn = uri, findings } = checked;
  for (const problem of problems.map(asFinding)) await say(stdout, findingForGithub(problemsIn, problem));
  for (const finding of [...ofWarnings(checked), ...findings])
    await say(stdout, findingForGithub(uri, finding));
};

const ofWarnings = ({ warnings }: Checked): readonly Finding[] =>
  warnings.map((message) => ({ level: 'warning', kind: 'config', where: 'config', message }));

const reporters: Readonly<Record<CheckFormat, Reporter>> = { text: asText, json: asJson, github: asGithub };
