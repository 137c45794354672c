import { childrenOf } from '../../jq/in-process/parse/children.ts';
import type { Syntax } from '../../jq/in-process/parse/syntax.ts';

/**
 * Times as `eventTime` has them, which have every value that one condition on it can look at: every day until 2060, every
 * hour of a year, every minute of a day, every second of an hour, and those that the condition names. Undefined for a
 * condition that may look at more than that, such as a regex or `strftime` of a date and an hour.
 */
export const timesFor = (condition: Syntax): Iterable<string> | undefined => {
  const pieces = piecesOf(condition);
  const texts = pieces.flatMap((piece) =>
    piece.kind === 'string' ? piece.parts.filter((part) => typeof part === 'string') : [],
  );
  const isCovered = pieces.every(
    (piece) =>
      piece.kind !== 'call' ||
      (piece.name === 'strftime' ? piece.args.every(isOneLetter) : understood.has(piece.name)),
  );
  const isComputed = pieces.some((piece) => piece.kind === 'binary' && arithmetic.has(piece.operator));
  if (!isCovered || isComputed) return undefined;
  const numbers = pieces.flatMap((piece) => (piece.kind === 'number' ? [Number(piece.text)] : []));
  return [...texts.flatMap(named), ...numbers.flatMap(aroundSeconds), ...everywhere()];
};

const arithmetic: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%']);

const understood: ReadonlySet<string> = new Set([
  ...['fromdate', 'fromdateiso8601', 'gmtime', 'tonumber', 'startswith', 'endswith', 'contains', 'IN'],
  ...['length', 'first', 'last', 'todate', 'not'],
]);

const isOneLetter = (format: Syntax): boolean =>
  format.kind === 'string' && /^%[aAbBdeFHIjklmMpSTuwyY]$/.test(format.parts.join(''));

const piecesOf = (syntax: Syntax): readonly Syntax[] => [syntax, ...childrenOf(syntax).flatMap(piecesOf)];

/** A text at every place of a time where it fits. */
const named = (text: string): readonly string[] =>
  Array.from(template, (_, at) => template.slice(0, at) + text + template.slice(at + text.length)).filter(
    isTime,
  );

const template = '2026-01-05T00:00:00Z';

const isTime = (text: string): boolean =>
  text.length === template.length && !Number.isNaN(Date.parse(text)) && stamp(Date.parse(text)) === text;

const stamp = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;

const aroundSeconds = (seconds: number): readonly string[] =>
  seconds < Date.parse('2013-01-01') / 1000 || seconds > last / 1000
    ? []
    : [-1, 0, 1].map((more) => stamp((Math.trunc(seconds) + more) * 1000));

const last = Date.parse('2060-01-01');

let all: readonly string[] | undefined;

const everywhere = (): readonly string[] => {
  all ??= [
    ...every(86_400, '2013-01-01T00:07:09Z', '2060-01-01T00:00:00Z'),
    ...every(3600, '2028-01-01T00:00:00Z', '2029-01-01T00:00:00Z'),
    ...every(60, '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'),
    ...every(1, '2026-01-01T00:00:00Z', '2026-01-01T01:00:00Z'),
  ];
  return all;
};

const every = (seconds: number, from: string, to: string): readonly string[] => {
  const start = Date.parse(from);
  return Array.from({ length: Math.ceil((Date.parse(to) - start) / (seconds * 1000)) }, (_, at) =>
    stamp(start + at * seconds * 1000),
  );
};
