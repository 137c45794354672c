import { describe, expect, it } from 'vitest';
import { indexOf } from '../../../../../src/jq/in-process/prefilter/record-index.ts';
import { understand } from '../../../../../src/jq/in-process/program.ts';
import type { JsonValue } from '../../../../../src/json.ts';

const meetingOf = (programs: readonly string[]): ((record: JsonValue) => readonly number[]) => {
  const meet = indexOf(programs.map((program) => understand(program)?.guards ?? []));
  return (record) => {
    const met: number[] = [];
    meet(record, (program) => met.push(program));
    return met;
  };
};

describe('indexOf', () => {
  const meet = meetingOf([
    '.eventName == "a"',
    '.eventName | startswith("a")',
    '.eventSource == "s" and .eventName == "b"',
    '.x',
    '.userIdentity.type == "Root"',
    '.eventName == null and .x.y',
  ]);

  it.each<[string, JsonValue, readonly number[]]>([
    ['the programs that its event name may concern', { eventName: 'a' }, [0, 1, 3]],
    ['a program only when all its guards let it', { eventName: 'b', eventSource: 's' }, [2, 3]],
    ['programs that would raise an error', { eventName: null }, [1, 3, 5]],
    ['all programs that look at a field which is no text', { eventName: 7, userIdentity: {} }, [0, 1, 3, 5]],
    ['programs that ask for what is missing', {}, [1, 3, 5]],
    ['a program by a field that lies deeper', { eventName: 'c', userIdentity: { type: 'Root' } }, [3, 4]],
    [
      'all programs when that field cannot be reached',
      { eventName: 'c', userIdentity: 'x' },
      [0, 1, 2, 3, 4, 5],
    ],
    ['all programs when it is no object', ['a'], [0, 1, 2, 3, 4, 5]],
  ])('lets a record meet %s', (_, record, programs) => {
    expect(meet(record)).toEqual(programs);
  });

  it('lets a record meet a program that looks, before anything else, at what cannot be reached', () => {
    const meet = meetingOf(['(.userIdentity.type == null or .eventSource == null) and .eventName == "a"']);
    expect(meet({ eventName: 'b' })).toEqual([]);
    expect(meet({ eventName: 'b', userIdentity: 'x' })).toEqual([0]);
  });

  it('keeps its order across more programs than fit into a word', () => {
    const many = meetingOf(Array.from({ length: 100 }, (_, n) => `.eventName == "e${n % 2}"`));
    expect(many({ eventName: 'e1' })).toEqual(Array.from({ length: 50 }, (_, n) => 2 * n + 1));
    expect(many({ eventName: 'e2' })).toEqual([]);
  });
});
