import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { sbomOf } from '../../../tools/sbom.ts';
import { readText } from '../../support/fixtures.ts';

const bundle = {
  inputs: Object.fromEntries(
    [
      'src/lambda.ts',
      'node_modules/zod/v4/core/api.js',
      'node_modules/zod/v4/index.js',
      'node_modules/@aws-sdk/client-s3/dist-es/index.js',
    ].map((path) => [path, { bytes: 1, imports: [] }]),
  ),
  outputs: {},
};
const zip = { name: 'some.zip', version: '1.2.3', license: 'MIT', bytes: Buffer.from('zip') };
const sbom = JSON.parse(sbomOf(zip, bundle));

describe('the bill of materials', () => {
  it('is valid CycloneDX 1.6', () => {
    const schemas = 'node_modules/@cyclonedx/cyclonedx-library/res/schema';
    const ajv = new Ajv({ strict: false, validateFormats: false });
    for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs']) {
      const file = `${name}.SNAPSHOT.schema.json`;
      ajv.addSchema(JSON.parse(readText(`${schemas}/${file}`)), `http://cyclonedx.org/schema/${file}`);
    }
    const isValid = ajv.compile(JSON.parse(readText(`${schemas}/bom-1.6.SNAPSHOT.schema.json`)));
    expect({ valid: isValid(sbom), errors: isValid.errors }).toEqual({ valid: true, errors: null });
    expect(isValid({ ...sbom, specVersion: 1.6 })).toBe(false);
  });

  it('names each package of the bundle once, and what is compiled into jq.wasm', () => {
    const zod = JSON.parse(readText('node_modules/zod/package.json')).version;
    const s3 = JSON.parse(readText('node_modules/@aws-sdk/client-s3/package.json')).version;
    expect(sbom.components.map(({ purl }: { purl: string }) => purl)).toEqual([
      'pkg:generic/Emscripten@6.0.0',
      'pkg:generic/Oniguruma@6.9.10',
      'pkg:generic/jq@1.8.2',
      'pkg:generic/musl@1.2',
      `pkg:npm/%40aws-sdk/client-s3@${s3}`,
      `pkg:npm/zod@${zod}`,
    ]);
  });

  it('says by its hash which file it is about', () =>
    expect(sbom.metadata.component).toMatchObject({
      name: 'some.zip',
      version: '1.2.3',
      hashes: [{ alg: 'SHA-256', content: expect.stringMatching(/^[\da-f]{64}$/) }],
    }));

  it('has neither a time nor a number of its own', () => {
    expect(sbom).not.toHaveProperty('serialNumber');
    expect(sbom.metadata).not.toHaveProperty('timestamp');
  });
});
