import { expect, it } from 'vitest';
import { handedOver } from '../../../../../src/rules/direct/builtins/handed-over.ts';
import { directBuiltins } from '../../../../../src/rules/direct/builtins/registry.ts';
import { jqWasm } from '../../../../../src/rules/jq-wasm.ts';

it('knows every builtin of jq, either as direct or as handed over', async () => {
  const programs = await jqWasm().compile(['builtins | map(select(startswith("_") | not)) | sort']);
  const known = [...directBuiltins.keys(), ...handedOver.keys()].sort();
  expect(await programs.firstOutputs([null], new AbortController().signal)).toEqual([
    { kind: 'value', program: 0, record: 0, value: known },
  ]);
});
