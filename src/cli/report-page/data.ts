import type { Severity } from '../../rules/severity.ts';

/**
 * What the table shows of an alert. Texts are empty where the record does not say, and have no characters that hide or
 * that change how others look.
 */
export interface Row {
  /** Empty: the rule has none. */
  readonly severity: Severity | '';
  readonly time: string;
  readonly rule: string;
  readonly what: string;
  readonly outcome: string;
  readonly who: string;
  readonly target: string;
  readonly account: string;
  readonly region: string;
  readonly source: string;
  readonly eventId: string;
}

/** What an alert shows when it is opened. */
export interface Detail {
  readonly title: string;
  /** What happened, in a sentence; empty if the record does not say. */
  readonly sentence: string;
  readonly description: string;
  readonly facts: readonly Labelled[];
  readonly annotation: Labelled | null;
  /** With URLs that begin `https:`. */
  readonly links: readonly Labelled[];
  readonly logFile: string;
  /** As JSON, or why it is not here. */
  readonly record: { readonly text: string } | { readonly missing: string };
  /** An `[[ignore]]` to paste. */
  readonly ignore: string;
}

export type Labelled = readonly [label: string, text: string];

/** What the page says besides its alerts. */
export interface Summary {
  /** Which rules, when and by which version. */
  readonly about: string;
  readonly inspected: string;
  /** What went wrong: others may be missing. */
  readonly problems: readonly string[];
  /** What was left out and ignored. */
  readonly notes: readonly string[];
  /** Alerts that are not in this page, since it would be too large. */
  readonly missing: readonly { readonly severity: Severity | ''; readonly count: number }[];
}

/**
 * How many rows or details it has, a space, and base64 of gzip of a JSON array of them: a browser takes seconds to parse
 * 50 MB. Each is a script element that is data, with this class. Rows have large blocks, all of which are read at once.
 * Details have small ones, which are read when one of theirs is opened, and stand after the script, so that rows are shown
 * before the browser has parsed them. Elements of 50 KB are parsed faster than one of many MB.
 */
export type Block = string;

export type BlockClass = 'rows' | 'details';
