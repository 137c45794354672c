import { expect, it } from 'vitest';
import { supportedBuiltins } from '../../../../../src/jq/in-process/builtins/registry.ts';
import { unsupportedBuiltins } from '../../../../../src/jq/in-process/builtins/unsupported.ts';
import { jqWasm } from '../../../../../src/jq/real/wasm.ts';

it('knows every builtin of jq, either as supported or as unsupported', async () => {
  const programs = await jqWasm().compile(['builtins | map(select(startswith("_") | not)) | sort']);
  const known = [...supportedBuiltins.keys(), ...unsupportedBuiltins.keys()].sort();
  expect(await programs.start({ signal: new AbortController().signal }).firstOutputs([null])).toEqual([
    { kind: 'value', program: 0, input: 0, value: known },
  ]);
});
