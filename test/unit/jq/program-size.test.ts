import { expect, it } from 'vitest';
import { createJqEngine, type JqEngine } from '../../../src/jq/engine.ts';
import { JqCompileError } from '../../../src/jq/errors.ts';

/** Keeps what it is asked to compile, and refuses `bad`. */
const recordingJq = () => {
  const asked: string[] = [];
  const jq: JqEngine = {
    compile: async (programs) => {
      asked.push(...programs);
      const bad = programs.flatMap((text, at) => (text === 'bad' ? [[at, 'bad'] as const] : []));
      if (bad.length > 0) throw new JqCompileError(new Map(bad));
      return { start: () => ({ firstOutputs: async () => [] }) };
    },
  };
  return { asked, engine: createJqEngine({ fallback: () => jq }) };
};

const messagesOf = async (engine: JqEngine, programs: readonly string[]) =>
  engine.compile(programs).then(
    () => new Map(),
    (error: unknown) => (error instanceof JqCompileError ? error.messages : error),
  );

const tooLarge = 'it has more than 20,000 words and signs, which is too large';
const numbered = (count: number, part: (at: number) => string, separator: string): string =>
  Array.from({ length: count }, (_, at) => part(at)).join(separator);

it.each([
  ['100,000 pipes', numbered(100_000, () => '.', '|')],
  ['100,000 parentheses', `${'('.repeat(100_000)}.${')'.repeat(100_000)}`],
  ['100,000 parentheses that are not closed', '('.repeat(100_000)],
  ['100,000 arrays in one another', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ['100,000 interpolations in one another', `${'"\\('.repeat(100_000)}1${')"'.repeat(100_000)}`],
  ['100,000 signs', `${'-'.repeat(100_000)}1`],
  ['20,000 ifs in one another', `${'if . then . else '.repeat(20_000)}.${' end'.repeat(20_000)}`],
  ['20,000 ifs that do not end', 'if '.repeat(20_001)],
  ['10,000 definitions', `${numbered(10_000, (at) => `def f${at}: .;`, ' ')} .`],
  ['an object of 50,000 keys', `{${numbered(50_000, (at) => `k${at}: 1`, ', ')}}`],
  ['a text with 10,000 interpolations', `"${'\\(.a)'.repeat(10_000)}"`],
  ['20,000 alternatives', numbered(20_000, () => '.a', ' or ')],
  ['20,000 fields', '.a'.repeat(20_001)],
])('a program of %s is refused before anything reads it', async (_, program) => {
  const { asked, engine } = recordingJq();
  expect(await messagesOf(engine, [program])).toEqual(new Map([[0, tooLarge]]));
  expect(asked.join()).not.toContain(program.slice(0, 100));
});

it('a long program of few words is not too large', async () => {
  const { engine } = recordingJq();
  const program = `. == "${'a b'.repeat(100_000)}" # ${'(1)'.repeat(100_000)}\n${' '.repeat(100_000)}`;
  expect(await messagesOf(engine, [program])).toEqual(new Map());
});

it('a program that is too large does not hide what is wrong with others', async () => {
  const { engine } = recordingJq();
  expect(await messagesOf(engine, ['.', '.|'.repeat(20_000), 'bad'])).toEqual(
    new Map([
      [1, tooLarge],
      [2, 'bad'],
    ]),
  );
});
