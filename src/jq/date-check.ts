import type { JqEngine } from './engine.ts';
import { isUtc } from './in-process/builtins/dates/time-zone.ts';
import { isDateBuiltin } from './in-process/builtins/dates.ts';
import { callsOf } from './in-process/parse/calls.ts';
import { unsupportedIn } from './in-process/program.ts';
import { compileUnlessRefused } from './refusals.ts';

/**
 * A real jq whose dates are not those of jq with glibc, as an engine that refuses to compile programs with dates. It is
 * asked to compile only what is not evaluated in-process: when a config is loaded, programs that never are, and later
 * those that are not for some input.
 */
export const refusingDates = (engine: JqEngine): JqEngine => ({
  compile: async (programs) => {
    const refused = new Map(
      programs.flatMap((text, at) => {
        const message = messageFor(text);
        return message === undefined ? [] : [[at, message] as const];
      }),
    );
    return compileUnlessRefused(engine, programs, refused);
  },
});

const messageFor = (program: string): string | undefined => {
  const dates = callsOf(program).filter(isDateBuiltin).map(nameOf);
  const [date] = dates;
  if (date === undefined) return undefined;
  const local = isUtc() ? undefined : dates.find((name) => name.includes('local'));
  if (local !== undefined) return `${local} needs the time zone UTC (set TZ=UTC), or ${binary}`;
  const unsupported = unsupportedIn(program);
  if (unsupported === undefined) return `${date} needs ${binary} for this record: ${others}`;
  const { part } = unsupported;
  return part === undefined
    ? `${date} cannot be in this program: another part needs the real jq, and ${others}. Write that part in another way, or use ${binary}`
    : `${date} and ${part} cannot be in one program: ${part} needs the real jq, and ${others}. Write it without ${part}, or use ${binary}`;
};

const others = 'the default jq (WebAssembly) has other dates';

const nameOf = (nameAndArity: string): string => nameAndArity.replace(/\/.*/, '');

const binary = 'a jq binary (set TATTLETAIL_JQ=native and JQ_PATH)';
