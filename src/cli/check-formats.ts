import { styleText } from 'node:util';
import type { Excerpt } from '../doctor/excerpt.ts';
import type { Finding } from '../doctor/findings.ts';
import type { Problem } from '../errors.ts';
import { githubAnnotation } from './github-annotation.ts';

export const checkFormats = ['text', 'json', 'github'] as const;

export type CheckFormat = (typeof checkFormats)[number];

/** What keeps a config from being used, in the shape of a finding. */
export const asFinding = ({ file, where, line, message }: Problem): Finding => ({
  file,
  level: 'error',
  kind: 'invalid-config',
  where,
  message,
  place: line === undefined ? undefined : { line },
});

/** For people: what and where, the line, and the line with the fix. */
export const findingText = (
  uri: string,
  { file = uri, level, kind, where, message, place, excerpt }: Finding,
  color: boolean,
): string => {
  const { line, column } = place ?? {};
  const at = [file, line, column].filter((part) => part !== undefined).join(':');
  const label = color ? styleText(['bold', level === 'error' ? 'red' : 'yellow'], level) : level;
  const shown = excerpt === undefined ? [] : excerptLines(excerpt, place);
  return [`${label}: ${at}: ${where}: ${message} [${kind}]`, ...shown, ''].join('\n');
};

/** With a caret below what is meant. What is too long is cut on both sides. */
const excerptLines = (
  { before, after }: Excerpt,
  { line = 0, column = 1, endLine = line, endColumn = column }: NonNullable<Finding['place']> = { line: 0 },
): readonly string[] => {
  const [first = '', ...others] = before;
  const gutter = Math.max(String(line + others.length).length, 3);
  const cut = Math.max(0, column - 1 - margin);
  const window = (text: string): string =>
    (cut > 0 ? '…' : '') + text.slice(cut, cut + width) + (text.length > cut + width ? '…' : '');
  const end = endLine === line ? endColumn : first.length + 1;
  const caret =
    ' '.repeat(column - 1 - cut + (cut > 0 ? 1 : 0)) +
    '^'.repeat(Math.max(1, Math.min(end - column, width - (column - 1 - cut))));
  const row = (label: string, text: string): string => `  ${label.padStart(gutter)} | ${text}`.trimEnd();
  const same = commonStart(before, after ?? before);
  return [
    row(String(line), window(first)),
    row('', caret),
    ...(after === undefined || after.length > maxLines || same
      ? []
      : after.map((text) => row('fix', window(text)))),
  ];
};

const margin = 60;
const width = 120;
const maxLines = 6;

const commonStart = (before: readonly string[], after: readonly string[]): boolean =>
  before.length === after.length && before.every((text, at) => text === after[at]);

/** An annotation of the line, with the fix below it. */
export const findingForGithub = (
  uri: string,
  { file = uri, level, kind, where, message, place, excerpt }: Finding,
): string => {
  const { line, column: col, endLine, endColumn } = place ?? {};
  const fix =
    excerpt?.after === undefined ? '' : `\nfix: ${excerpt.after.map((line) => line.trim()).join('\n')}`;
  const at = { file, line, col, endLine, endColumn, title: `${where}: ${kind}` };
  return githubAnnotation(level, at, message + fix);
};

/** For programs. */
export const findingAsJson = ({ file, level, kind, where, message, place, excerpt }: Finding) => ({
  ...(file !== undefined && { file }),
  level,
  kind,
  where,
  ...place,
  message,
  ...(excerpt?.after !== undefined && {
    fix: { before: excerpt.before.join('\n'), after: excerpt.after.join('\n') },
  }),
});
