import type { BurstAlert } from './alert.ts';

/** `12 times by arn:… (5 different .sourceIPAddress) between 2026-11-20T09:00:01Z and 2026-11-20T09:04:10Z`. */
export const burstLine = ({ rule: { threshold }, burst }: BurstAlert): string => {
  const { count, key, distinct, first, last } = burst;
  const by = key === null ? 'by many others' : `by ${shortened(key, 150)}`;
  const different =
    distinct === undefined ? [] : [`(${distinct} different ${shortened(threshold?.distinct?.jq ?? '', 60)})`];
  const when = first === null ? [] : first === last ? [`at ${first}`] : [`between ${first} and ${last}`];
  return [`${count} times`, by, ...different, ...when].join(' ');
};

const shortened = (text: string, max: number): string =>
  text.length > max ? `${text.slice(0, max - 1).toWellFormed()}…` : text;
