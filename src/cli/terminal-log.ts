import type { Log } from '../log.ts';
import { maskedFields, withoutLearned } from '../redact.ts';
import { type Output, say } from './command.ts';

/** A log for people: only warnings and errors. */
export const terminalLog = (output: Output): Log => {
  const line =
    (level: string): Log['warn'] =>
    (message, fields) => {
      const shown = fields === undefined ? '' : ` ${JSON.stringify(maskedFields(fields))}`;
      void say(output, `${level}: ${withoutLearned(message)}${shown}\n`);
    };
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
