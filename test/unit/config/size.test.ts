import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { jqEngine } from '../../../src/choose-jq.ts';
import { loadConfig } from '../../../src/config/load.ts';
import { textIn } from '../../../src/config/text.ts';
import { jqWasm } from '../../../src/jq/real/wasm.ts';

const { compile } = jqEngine(jqWasm);
const load = (text: string) => loadConfig({ uri: 'c', text }, compile);

const numbered = (count: number, part: (at: number) => string, separator = '\n'): string =>
  Array.from({ length: count }, (_, at) => part(at)).join(separator);

describe('a config with so much in it that reading it could take all time or memory is refused', () => {
  it.each([
    ['200,000 empty tables', '[[rule]]\n'.repeat(200_000)],
    ['200,000 tables of different names', numbered(200_000, (at) => `[t${at}]`)],
    ['300,000 keys', numbered(300_000, (at) => `k${at} = 1`)],
    ['300,000 keys in a rule', `[[rule]]\n${numbered(300_000, (at) => `"k ${at}" = ''`)}`],
    ['300,000 keys on one line', `a = {${numbered(300_000, (at) => `k${at} = 1`, ', ')}}`],
    ['a list of 300,000 texts', `a = [${'"", '.repeat(300_000)}]`],
    ['a list of 300,000 texts with quotes at their ends', `a = [${`"""a"""""," ",`.repeat(150_000)}]`],
    ['a list of 300,000 lists', `a = [${'[], '.repeat(300_000)}]`],
    ['100,000 nested lists', `a = ${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['100,000 nested tables', `a = ${'{a = '.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['a key of 200,000 parts', `${'a.'.repeat(200_000)}b = 1`],
    ['100,000 lists that do not end', `a = ${'['.repeat(100_001)}`],
  ])('%s', async (_, text) => {
    await expect(load(text)).rejects.toThrow('has more than 60,000 brackets, commas, dots and equals signs');
  });

  it.each([
    ['21 nested lists', `a = ${'['.repeat(21)}${']'.repeat(21)}`],
    ['a key of 21 parts', `${'a.'.repeat(21)}b = 1`],
    ['a table of 50,000 parts', `[${'a.'.repeat(50_000)}b]`],
    ['20,000 nested lists', `a = ${'['.repeat(20_000)}${']'.repeat(20_000)}`],
  ])('%s', async (_, text) => {
    await expect(load(text)).rejects.toThrow('has tables or lists nested deeper than 20 levels');
  });

  it.each([
    ['1 MiB and a byte', Buffer.alloc(1024 * 1024 + 1, '#')],
    ['1 MiB and a byte in gzip', gzipSync(Buffer.alloc(1024 * 1024 + 1, '#'))],
  ])('%s', (_, bytes) =>
    expect(() => textIn('c', bytes)).toThrow('c: a problem\n  config: is larger than 1048576 bytes'),
  );
});

describe('what is in strings and comments is not counted', () => {
  const signs = '[]{}=,.'.repeat(20_000);
  it.each([
    ['a string', `"${signs}\\" ${signs}"`],
    ['a literal string', `'${signs}\\' # ${signs}`],
    ['a string of several lines', `"""\n${signs}" "" \\"""${signs}""""" # ${signs}`],
    ['a literal string of several lines', `'''\n${signs}' '' \\'''' # ${signs}`],
  ])('%s', async (_, value) =>
    expect(load(`[[rule]]\nname = ${value}\njq_match = '.'\ndestinations = []`)).resolves.toHaveProperty(
      'config',
    ),
  );
});

describe('every step takes as much longer as the config is larger', () => {
  // At these sizes, a step that takes the square of it does not end in the time of a test.
  const rule = (at: number): string =>
    `[[rule]]\nname = "same"\ndestinations = ["d${at}"]\nunknown_${at} = 1\n`;

  it('also with very many problems, of which the first are listed', async () => {
    await expect(load(numbered(5000, rule))).rejects.toThrow(
      /^c: 15000 problems\n {2}rule .*\n {2}and 14800 more$/s,
    );
  });

  it('also to find the lines of problems, up to half as large a config', async () => {
    await expect(load(numbered(2500, rule))).rejects.toThrow(
      /^c: 7500 problems\n {2}line 1: .*\n {2}and 7300 more$/s,
    );
  });

  it('also with a long name in each of many problems', async () => {
    const text = `[[rule]]\nname = "${'n'.repeat(900_000)}"\n${numbered(10_000, (at) => `k${at} = 1`)}`;
    const error: unknown = await load(text).catch((thrown: unknown) => thrown);
    expect(String(error).length).toBeLessThan(100_000);
  });

  it('also with a long text where a short one is expected', async () => {
    const long = 'x'.repeat(300_000);
    await expect(load(`${long} = 1\n[[destination]]\nid = "d"\ntype = "${long}"`)).rejects.toThrow(
      '2 problems',
    );
  });

  it.each([
    ['quotes', '"\\"'.repeat(300_000)],
    ['strings without an end', `a = "${'x'.repeat(1_000_000)}`],
    ['backslashes', `a = "${'\\\\'.repeat(500_000)}`],
    ['lone quotes', "'\n".repeat(500_000)],
  ])('also with very many %s', async (_, text) => {
    await expect(load(text)).rejects.toThrow('c: a problem');
    expect(() => textIn('c', Buffer.from(`${text}\xeb`, 'latin1'))).toThrow('must be UTF-8');
  });
});
