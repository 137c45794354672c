import type { BurstAlert } from './alert.ts';
import { type Display, timeText } from './display.ts';
import { cutTo } from './fitting.ts';

/** `12 times by arn:… (5 different .sourceIPAddress) between 2026-11-20T09:00:01Z and 2026-11-20T09:04:10Z`. */
export const burstLine = ({ rule: { threshold }, burst }: BurstAlert, display: Display): string => {
  const { count, key, distinct } = burst;
  const [first, last] = [burst.first, burst.last].map((time) => time && timeText(time, display));
  const by = key === null ? 'by many others' : `by ${cutTo(key, 150)}`;
  const different =
    distinct === undefined ? [] : [`(${distinct} different ${cutTo(threshold?.distinct?.jq ?? '', 60)})`];
  const when = first === null ? [] : first === last ? [`at ${first}`] : [`between ${first} and ${last}`];
  return [`${count} times`, by, ...different, ...when].join(' ');
};
