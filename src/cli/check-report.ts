import type { Explanation } from '../doctor/explain.ts';
import type { Finding } from '../doctor/findings.ts';
import { ConfigError, type Problem } from '../errors.ts';
import { quoted } from '../redact.ts';
import { explanationAsJson, explanationText } from './check-explanation.ts';
import {
  asFinding,
  type CheckFormat,
  findingAsJson,
  findingForGithub,
  findingText,
} from './check-formats.ts';
import { say, type Terminal } from './command.ts';
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
  readonly rules: number;
  readonly destinations: number;
  readonly explanations: readonly { readonly rule: string; readonly explanation: Explanation }[];
}

/** Shows it. In the text format, throws ConfigError with its problems, which main prints. */
export const reportChecked = (
  uri: string,
  checked: Checked,
  format: CheckFormat,
  terminal: Terminal,
): Promise<void> => reporters[format](uri, checked, terminal);

type Reporter = (uri: string, checked: Checked, terminal: Terminal) => Promise<void>;

const asText: Reporter = async (uri, checked, { stdout, stderr }) => {
  const { problems, problemsIn = uri, findings, warnings, rules, destinations, explanations } = checked;
  const { warn } = terminalLog(stderr);
  for (const finding of findings) await say(stderr, findingText(uri, finding, stderr.isTTY === true));
  if (problems.length > 0) throw new ConfigError(problemsIn, problems);
  for (const warning of warnings) warn(warning);
  await say(stdout, `${uri} is usable: rules: ${rules}, destinations: ${destinations}\n`);
  for (const { rule, explanation } of explanations)
    await say(stdout, `\n${explanationText(`rule ${quoted(rule)}`, explanation)}`);
};

const asJson: Reporter = (uri, checked, { stdout }) => {
  const { problems, problemsIn = uri, findings, rules, destinations, explanations } = checked;
  const inOtherFile = problemsIn === uri ? {} : { file: problemsIn };
  const document = {
    file: uri,
    usable: problems.length === 0,
    rules,
    destinations,
    findings: [
      ...problems.map((problem) => ({ ...inOtherFile, ...findingAsJson(asFinding(problem)) })),
      ...[...ofWarnings(checked), ...findings].map(findingAsJson),
    ],
    ...(explanations.length > 0 && {
      explanations: explanations.map(({ rule, explanation }) => explanationAsJson(rule, explanation)),
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
