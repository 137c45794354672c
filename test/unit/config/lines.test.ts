import { expect, it } from 'vitest';
import { findersIn } from '../../../src/config/lines.ts';

const { lineOf } = findersIn(`a = 1

[[rule]]
name = "first"
destinations = [
  "x",
  "y",
]
[[rule]]
Name = "second"
"quoted key" = { inner = 1 }
`);

it.each([
  [['a'], 1],
  [['rule'], 3],
  [['rule', 0], 3],
  [['rule', 0, 'name'], 4],
  [['rule', 0, 'destinations', 1], 7],
  [['rule', 1, 'name'], 10],
  [['rule', 1, 'quoted key', 'inner'], 11],
  [['rule', 1, 'missing'], 9],
  [['nowhere'], undefined],
])('%j stands on line %s', (path, line) => expect(lineOf(path)).toBe(line));

it('a text that the parser does not take has no lines', () =>
  expect(findersIn('[[').lineOf(['rule'])).toBeUndefined());
