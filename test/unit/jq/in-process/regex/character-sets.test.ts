import { expect, it } from 'vitest';
import type { Evaluation } from '../../../../../src/jq/engine.ts';
import { type Kind, kindSet } from '../../../../../src/jq/in-process/regex/character-sets.ts';
import { readClass } from '../../../../../src/jq/in-process/regex/classes.ts';
import { jqWasm } from '../../../../../src/jq/real/wasm.ts';
import { neverAborted } from '../../../../support/builders.ts';

it.each<Kind>(['w', 'd', 's'])(
  'knows which characters are \\%s in jq, in a class and outside of one',
  { timeout: 120_000 },
  async (kind) => {
    const jq = await jqWasm().compile([`\\${kind}`, `[\\${kind}]`].map(matches));
    const evaluation = jq.start({ signal: neverAborted });
    const inClass = readClass({ text: `\\${kind}]`, at: 0, ignoresCase: false });
    for (let from = 0; from < 0x40000; from += 0x1000) {
      if (from >= 0xd000 && from < 0xe000) continue; // surrogates
      const codePoints = Array.from({ length: 0x1000 }, (_, at) => from + at);
      expect(
        [kindSet(kind), inClass.kind === 'set' ? inClass.set : expect.fail()].map(({ has }) =>
          codePoints.filter(has),
        ),
      ).toEqual(await matchedBy(evaluation, codePoints));
    }
  },
);

const matches = (regex: string): string =>
  `[match(${JSON.stringify(`(?:${regex})+`)}; "g").string | explode[]]`;

const matchedBy = async ({ firstOutputs }: Evaluation, codePoints: readonly number[]) =>
  (await firstOutputs([String.fromCodePoint(...codePoints)]))
    .toSorted((a, b) => a.program - b.program)
    .map((outcome) => (outcome.kind === 'value' ? outcome.value : outcome.message));
