import { type Check, findingAt } from './check.ts';

const clocks: ReadonlySet<string> = new Set(['now', 'localtime', 'strflocaltime']);

/** A rule also runs over old records: when Lambda retries, and when log files are replayed. */
export const now: Check = (program) =>
  program.facts.calls.flatMap(({ syntax }) =>
    clocks.has(syntax.name)
      ? findingAt(program, syntax, {
          kind: syntax.name === 'now' ? 'now' : 'local-time',
          message:
            syntax.name === 'now'
              ? 'now is when the rule runs, not when the call was made: a retry, a replay or scan gives another result. (.eventTime | fromdate) is when it was made'
              : `${syntax.name} is in UTC in the Lambda, and on a machine with another time zone the rule does not compile or gives another result: add the offset, as for Tokyo in (.eventTime | fromdate) + 9 * 3600 | gmtime`,
        })
      : [],
  );
