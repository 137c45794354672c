import { expect, it } from 'vitest';
import { handedOver } from '../../../../../src/jq/in-process/builtins/handed-over.ts';
import { directBuiltins } from '../../../../../src/jq/in-process/builtins/registry.ts';
import { jqWasm } from '../../../../../src/jq/real/wasm.ts';

it('knows every builtin of jq, either as direct or as handed over', async () => {
  const programs = await jqWasm().compile(['builtins | map(select(startswith("_") | not)) | sort']);
  const known = [...directBuiltins.keys(), ...handedOver.keys()].sort();
  expect(await programs.start({ signal: new AbortController().signal }).firstOutputs([null])).toEqual([
    { kind: 'value', program: 0, record: 0, value: known },
  ]);
});
