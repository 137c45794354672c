import { expect, it } from 'vitest';
import { rowsOf } from '../../../src/backfill/csv.ts';

it.each([
  ['', []],
  [
    'a,b\nc,d',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'a,,\r\nb,"",c\r\n',
    [
      ['a', '', ''],
      ['b', '', 'c'],
    ],
  ],
  ['"a,b","say ""x""","say \\"x\\"","two\nlines"\n', [['a,b', 'say "x"', 'say "x"', 'two\nlines']]],
  ['a,"never closed', [['a', '"never closed']]],
] satisfies [string, string[][]][])('%j', (text, rows) => expect([...rowsOf(text)]).toEqual(rows));
