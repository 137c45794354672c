import { describe, expect, it } from 'vitest';
import { compileMessageIn } from '../../../../src/jq/real/compile-message.ts';

/** As jq 1.8.2 writes errors in a program of one line. */
const stderrOf = (line: string, positions: readonly number[]): string => {
  const errors = positions.map(
    (at) =>
      `jq: error: syntax error at <top-level>, line 1, column ${at + 1}:\n    ${line}\n    ${' '.repeat(at)}^`,
  );
  return `${errors.join('\n')}\njq: ${positions.length} compile error${positions.length === 1 ? '' : 's'}\n`;
};

describe('the message of a program that does not compile', () => {
  it('is what jq says, without the count of errors', () => {
    expect(compileMessageIn(stderrOf('.a |', [4]))).toBe(
      'syntax error at <top-level>, line 1, column 5:\n    .a |\n        ^',
    );
  });

  it('is all that jq says when there is no count', () => {
    expect(compileMessageIn('jq: error: something\n\n   \n')).toBe('something');
  });

  it('shows of a long line what is near the caret', () => {
    const message = compileMessageIn(
      stderrOf(`${'.a | '.repeat(1600)}oops | ${'.b | '.repeat(1600)}`, [8000]),
    );
    const [, line = '', caret = ''] = message.split('\n');
    expect(line).toHaveLength(172);
    expect(line.slice(caret.indexOf('^'))).toMatch(/^oops \| /);
  });

  it('shows of a long line with a mistake at its start the start', () => {
    const [, line = '', caret = ''] = compileMessageIn(stderrOf(`oops ${'| .a'.repeat(100)}`, [0])).split(
      '\n',
    );
    expect(line).toMatch(/^ {4}oops \| \.a.* \.\.\.$/);
    expect(caret).toBe('    ^');
  });

  it('has the first ten errors, and the number of the others', () => {
    const message = compileMessageIn(
      stderrOf(
        'a',
        Array.from({ length: 12 }, (_, at) => at),
      ),
    );
    expect(message.match(/syntax error/g)).toHaveLength(10);
    expect(message).toMatch(/\nand 2 more errors$/);
  });

  it('has all of ten errors', () => {
    const message = compileMessageIn(
      stderrOf(
        'a',
        Array.from({ length: 10 }, (_, at) => at),
      ),
    );
    expect(message.match(/syntax error/g)).toHaveLength(10);
    expect(message).not.toContain('more errors');
  });

  it('is read in one pass however long the blanks before the caret are', () => {
    // A million blanks: what is not linear in them does not end.
    const message = compileMessageIn(stderrOf('.'.repeat(1_000_000), [1_000_000]));
    expect(message).toMatch(/^syntax error/);
    expect(message.length).toBeLessThan(500);
  });
});
