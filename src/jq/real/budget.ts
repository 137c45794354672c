import type { Batch } from './batch.ts';

/** Programs in one run. jq takes 4,095 definitions in a program. */
export const maxPrograms = 500;

/** Characters of their text. Linux takes 128 KB for an argument of a command, which is how a jq binary gets them. */
export const maxProgramText = 80_000;

/** Characters of input in one run. jq-wasm has 256 MB of memory and needs about 6 bytes for each byte of input. */
export const maxInputText = 4 * 1024 * 1024;

/** Milliseconds to compile all programs, and `compileEachMs` more for each of them. */
export const compileMs = 30_000;

/** jq-wasm takes about a millisecond for a program. A jq binary takes 30 or more, most of them to start. */
export const compileEachMs = 200;

/** Milliseconds to compile one program. Only one of many thousand tokens takes a second. */
export const compileAloneMs = 5000;

/**
 * Milliseconds to evaluate a batch. Real programs take about 10 µs for an input; the rest is for a slow machine, and
 * for regexes, which jq gives up after half a second.
 */
export const evaluateMs = ({ programs, lines }: Batch): number =>
  1000 + Math.ceil(0.2 * programs.length * lines.length);

/** A program that has broken jq this often is given up: each time costs seconds. */
export const maxBreaks = 3;
