import type { Command } from 'commander';
import { printable } from '../alerts/printable.ts';
import { ConfigError, EnvironmentError, TattletailError } from '../errors.ts';

/** The process as a command sees it. */
export interface Terminal {
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /**
   * Handles an event here as the Lambda does, prints what failed, and returns the answer. The config is that of the
   * Lambda, unless a file is named.
   */
  readonly invoke: (event: unknown, config?: string) => Promise<unknown>;
  /** Whether to show only what is asked for and what is wrong. */
  readonly isQuiet?: () => boolean;
  /** Whether an output shows colours. */
  readonly hasColours?: (output: Output) => boolean;
}

export type Output = NodeJS.WritableStream & { readonly isTTY?: boolean };

/** Adds a command to the program, which calls `finish` with its exit code. */
export type DefineCommand = (
  program: Command,
  terminal: Terminal,
  finish: (exitCode: ExitCode) => void,
) => void;

/** Those of sysexits.h, where it has one. */
export const exitCodes = { ok: 0, failed: 1, usage: 64, config: 78 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What is asked for cannot be: an option is wrong, or the config has no such rule. */
export class UsageError extends TattletailError {}

/** Whether the config or the environment must be corrected. */
export const isOfConfig = (error: unknown): boolean =>
  error instanceof ConfigError || error instanceof EnvironmentError;

/**
 * Writes text for people, without control characters. A tab becomes one space, as jq counts it when it places its
 * caret.
 */
export const say = (output: Output, text: string): Promise<void> =>
  write(output, printable(text.replaceAll('\r\n', '\n').replaceAll('\t', ' ')));

/** Waits while the reader is slower than we are. */
export const write = (output: Output, text: string): Promise<void> =>
  new Promise((resolve) => {
    if (output.write(text)) resolve();
    else output.once('drain', resolve);
  });
