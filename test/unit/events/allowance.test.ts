import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createAllowance, TooLargeError } from '../../../src/events/allowance.ts';

describe('what is inflated counts in bytes', () => {
  it('together', () => {
    const allowance = createAllowance({ bytes: 150, values: 1 });
    expect(allowance.inflate(gzipSync('x'.repeat(100)))).toHaveLength(100);
    expect(() => allowance.inflate(gzipSync('x'.repeat(51)))).toThrow(TooLargeError);
    expect(allowance.inflate(gzipSync('x'.repeat(50)))).toHaveLength(50);
    expect(allowance.spent()).toEqual({ bytes: 150, values: 0 });
    expect(() => allowance.inflate(gzipSync('x'))).toThrow(
      new TooLargeError('holds more than 150 bytes, which is more than any message has'),
    );
  });

  it('and no further than allowed, however much there is', () => {
    const allowance = createAllowance({ bytes: 1000, values: 1 });
    expect(() => allowance.inflate(gzipSync(Buffer.alloc(10_000_000)))).toThrow(TooLargeError);
    expect(allowance.spent().bytes).toBe(0);
  });

  it('unless it is broken, which is another error', () =>
    expect(() =>
      createAllowance({ bytes: 100, values: 1 }).inflate(gzipSync('x'.repeat(50)).subarray(0, 15)),
    ).toThrow('unexpected end of file'));
});

describe('what is parsed counts in values', () => {
  it('together', () => {
    const allowance = createAllowance({ bytes: 0, values: 5 });
    expect(allowance.parse('[1,2]', 3)).toEqual([1, 2]);
    expect(() => allowance.parse('[1,2]', 3)).toThrow(
      new TooLargeError('holds more than 5 values, which is more than any message has'),
    );
    expect(allowance.parse('{}', 2)).toEqual({});
    expect(allowance.spent()).toEqual({ bytes: 0, values: 5 });
  });

  it('and so does what is no JSON, so that errors end too', () => {
    const allowance = createAllowance({ bytes: 0, values: 100 });
    const errors = Array.from({ length: 10 }, () => {
      try {
        allowance.parse('x', 1);
        return undefined;
      } catch (error) {
        return error instanceof SyntaxError ? 'no JSON' : 'too much';
      }
    });
    expect(new Set(errors)).toEqual(new Set(['no JSON', 'too much']));
  });
});
