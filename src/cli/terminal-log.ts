import type { Log } from '../log.ts';
import { type Output, say } from './command.ts';

/** A log for people: only warnings and errors. */
export const terminalLog = (output: Output): Log => {
  const line =
    (level: string): Log['warn'] =>
    (message, fields) =>
      void say(output, `${level}: ${message}${fields === undefined ? '' : ` ${JSON.stringify(fields)}`}\n`);
  const nothing = (): void => {};
  return {
    info: nothing,
    warn: line('warning'),
    error: line('error'),
    begin: nothing,
    count: nothing,
    flush: nothing,
  };
};
