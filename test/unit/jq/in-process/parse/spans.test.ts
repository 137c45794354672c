import { describe, expect, it } from 'vitest';
import { parse, parseWithSpans } from '../../../../../src/jq/in-process/parse/parse.ts';
import { UnsupportedProgram } from '../../../../../src/jq/in-process/parse/unsupported-program.ts';
import { readTables } from '../../../../support/jq/table.ts';

describe('parseWithSpans', () => {
  it('notes where pieces stand, without parentheses around them and white space beside them', () => {
    const text = 'select( .a == "x" ) | (.b and .c)';
    const pieces = [...parseWithSpans(text).spans.values()].map(({ start, end }) => text.slice(start, end));
    expect(new Set(pieces)).toEqual(
      new Set(['.a', '"x"', '.a == "x"', 'select( .a == "x" )', '.b', '.c', '.b and .c', text]),
    );
  });

  it('notes for every piece of the programs of the conformance table a text that means the same', () => {
    for (const text of parsable) {
      for (const [piece, { start, end }] of parseWithSpans(text).spans)
        expect(parse(text.slice(start, end)), text).toEqual(piece);
    }
    expect(parsable.length).toBeGreaterThan(700);
  });
});

const isParsable = (text: string): boolean => {
  try {
    return parse(text) !== undefined;
  } catch (error) {
    if (error instanceof UnsupportedProgram) return false;
    throw error;
  }
};

const parsable = readTables()
  .flatMap(({ rows }) => rows.map(({ program }) => program))
  .filter(isParsable);
