import { describe, expect, it } from 'vitest';
import { listWithin } from '../../../src/alerts/fitting.ts';

describe('a list of names', () => {
  it('is whole where there is room', () => expect(listWithin(['a', 'b'], 6)).toBe('a, b'));

  it('says how many more there are', () =>
    expect(listWithin(['aa', 'bb', 'cc', 'dd'], 9)).toBe('aa, bb, and 2 more'));

  it('is apart from the next where names have commas', () => {
    expect(listWithin(['bucket a, object 1', 'bucket b'], 60)).toBe('bucket a, object 1; bucket b');
    expect(listWithin(['a, b', 'c, d', 'e, f', 'g, h'], 18)).toBe('a, b; c, d; e, f; and 1 more');
  });

  it.each([
    ['long', 'x'.repeat(300)],
    ['long when it is escaped', '&'.repeat(100)],
    ['long in its first part', `${'&'.repeat(50)}${'x'.repeat(250)}`],
    ['long in its last part', `${'x'.repeat(250)}${'&'.repeat(50)}`],
  ])('shortens a name that is %s, which must not hide the others', (_, name) => {
    const lengthOf = (text: string): number => text.replaceAll('&', '&amp;').length;
    const list = listWithin([name, 'root', 'alice'], 300, lengthOf);
    expect(list).toMatch(/^[x&]+…, root, alice$/);
    expect(lengthOf(list)).toBeLessThanOrEqual(300);
  });
});
