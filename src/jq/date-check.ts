import type { JqEngine } from './engine.ts';
import { isUtc } from './in-process/builtins/dates/time-zone.ts';
import { isDateBuiltin } from './in-process/builtins/dates.ts';
import { callsOf } from './in-process/parse/calls.ts';
import { compileUnlessRefused } from './refusals.ts';

/**
 * A real jq whose dates are not those of jq with glibc, as an engine that refuses to compile programs with dates. It is
 * asked to compile only what is not evaluated in-process.
 */
export const refusingDates = (engine: JqEngine): JqEngine => ({
  compile: async (programs) => {
    const refused = new Map(
      programs.flatMap((text, at) => {
        const call = callsOf(text).find(isDateBuiltin);
        return call === undefined ? [] : [[at, messageFor(call)] as const];
      }),
    );
    return compileUnlessRefused(engine, programs, refused);
  },
});

const messageFor = (nameAndArity: string): string => {
  const [name = ''] = nameAndArity.split('/');
  return name.includes('local') && !isUtc()
    ? `${name} needs the time zone UTC (TZ=UTC), or a jq binary`
    : `${name} works in-process or in a jq binary, but another part of the program needs the WebAssembly jq, whose dates differ`;
};
