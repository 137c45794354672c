import { eventNamesOf } from '../../catalogue/events.ts';
import type { ProgramFinding } from '../program-finding.ts';
import { type Check, findingAt, written } from './check.ts';
import { sourcesBeside } from './event-pairs.ts';

/** Lambda's eventNames end in the date of its API: `UpdateFunctionCode20150331v2`. */
export const lambdaDates: Check = (program) => {
  const besides = sourcesBeside(program);
  const compared = new Set([...besides.keys()].map(({ value }) => String(value)));
  return program.facts.comparisons.flatMap(
    ({ literal, syntax, subjectSyntax, how }): readonly ProgramFinding[] => {
      const value = String(literal.value);
      if (how !== '==' || !besides.get(literal)?.every((source) => source === 'lambda.amazonaws.com'))
        return [];
      const dated = eventNamesOf('lambda.amazonaws.com').filter((name) => isWithDate(name, value));
      const [newest] = dated.toReversed();
      // Invoke is a data event, which has no date.
      if (newest === undefined || value.startsWith('Invoke') || dated.some((name) => compared.has(name)))
        return [];
      const of = subjectSyntax === undefined ? '' : program.textOf(subjectSyntax);
      const isEquality = syntax.kind === 'binary' && syntax.operator === '==' && of !== '';
      return findingAt(program, isEquality ? syntax : literal.syntax, {
        kind: 'lambda-date',
        message: `Lambda writes ${value} with the date of its API, as ${newest}`,
        fix: isEquality ? `(${of} | startswith(${written(value)}))` : written(newest),
      });
    },
  );
};

const isWithDate = (name: string, bare: string): boolean =>
  name.startsWith(bare) && /^\d{8}v\d$/.test(name.slice(bare.length));
