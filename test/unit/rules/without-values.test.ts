import { expect, it } from 'vitest';
import { withoutValues } from '../../../src/rules/without-values.ts';

it.each([
  ['Cannot index number with "a"', 'Cannot index number with "a"'],
  [
    'null (null) cannot be matched, as it is not a string',
    'null (null) cannot be matched, as it is not a string',
  ],
  ['object ({"eventVers...) and number (1) cannot be added', 'object (…) cannot be added'],
  ['string ("hunter2") cannot be parsed as a number', 'string (…) cannot be parsed as a number'],
  [
    'array ([1,"(x)...) cannot be matched, as it is not a string',
    'array (…) cannot be matched, as it is not a string',
  ],
  ['seen: {"a":{"b":"}"}} twice [1]', 'seen: …'],
  ['seen: {"a":', 'seen: …'],
  ['{"a":1} (not a string)', '… (not a string)'],
  ['date "it\'s\nme" does not match format "%Y-%m"', 'date … does not match format "%Y-%m"'],
  [
    "Invalid numeric literal at line 1, column 7 (while parsing 'hunter2 (while')",
    'Invalid numeric literal at line 1, column 7 (while parsing …)',
  ],
  [
    'hunter2( (at offset 0) is not a valid regex: end pattern with unmatched parenthesis',
    '… (at offset 0) is not a valid regex: end pattern with unmatched parenthesis',
  ],
  ['ghunter2 is not a valid modifier string', '… is not a valid modifier string'],
  ['x'.repeat(1000), `${'x'.repeat(200)}…`],
])('%s is logged as %s', (message, logged) => expect(withoutValues(message)).toBe(logged));
