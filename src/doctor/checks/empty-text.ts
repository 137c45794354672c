import { matches } from '../reading/matches.ts';
import { isLiteral } from '../reading/values.ts';
import { type Check, findingAt } from './check.ts';

/** `contains("")`, `test("Create|")`, `(.errorCode // "") | inside("AccessDenied")`: they hold for any text. */
export const emptyText: Check = (program) => [
  ...program.facts.comparisons.flatMap(({ syntax, how, literal, flags }) => {
    const { value } = literal;
    if (typeof value !== 'string' || how === '==' || how === '<' || looksAround.test(value)) return [];
    const holds = samples.every((sample) => matches(how, sample, value, flags) === true);
    if (!holds) return [];
    return findingAt(program, literal.syntax, {
      kind: 'empty-text',
      message:
        value === ''
          ? `every text ${verbs[how]} an empty one, so this is always true`
          : `this matches the empty text, and with it every text`,
      fix: how === 'test' && value.endsWith('|') ? JSON.stringify(value.replace(/\|+$/, '')) : undefined,
    }).filter(() => syntax.kind === 'call');
  }),
  ...program.facts.calls.flatMap(({ syntax, input, args }) => {
    const [outer] = args;
    if (syntax.name !== 'inside' || !input.some((value) => isLiteral(value) && value.value === '')) return [];
    if (outer === undefined || !outer.every((value) => isLiteral(value) && typeof value.value === 'string'))
      return [];
    return findingAt(program, syntax, {
      kind: 'empty-text',
      message: 'an empty text is inside every text, so this is true where the field is missing',
      fix: program.textOf(syntax).replace(/^inside/, 'contains'),
    });
  }),
];

/** `^(?!Get)` matches the empty text, but not every one. */
const looksAround = /\(\?<?[!=]/;

/** What no regex means that does not match everything. */
const samples: readonly string[] = ['', '\u2603', 'q-7\u0001 Zz'];

const verbs = { startswith: 'begins with', endswith: 'ends with', contains: 'contains', test: 'matches' };
