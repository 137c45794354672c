import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jqEngine } from '../../../src/choose-jq.ts';
import { keepLastGood } from '../../../src/config/cache.ts';
import { createFileReader } from '../../../src/config/file-reader.ts';
import { withIncluded } from '../../../src/config/include.ts';
import { loadConfig } from '../../../src/config/load.ts';
import { locateConfig } from '../../../src/config/locate.ts';
import { readConfigFile } from '../../../src/config/read-file.ts';
import { jqWasm } from '../../../src/jq/real/wasm.ts';
import { s3ClientFor } from '../../support/aws-clients.ts';
import { neverAborted } from '../../support/builders.ts';
import { fault } from '../../support/faults.ts';
import { startS3 } from '../../support/s3-server.ts';

const { compile } = jqEngine(jqWasm);

/** Reads the `tattletail.toml` among files in a folder, and gives the names and texts of what it includes. */
const read = async (files: Readonly<Record<string, string>>) => {
  const folder = mkdtempSync(join(tmpdir(), 'tattletail-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const within = (text: string): string => text.replaceAll(`${folder}/`, '');
  const found = await readConfigFile(join(folder, 'tattletail.toml')).catch((error: unknown) => {
    throw new Error(within(String(error)));
  });
  return found.included?.map(({ uri }) => within(uri));
};

const rule = (name: string): string => `[[rule]]\nname = "${name}"\njq_match = 'true'\n`;

describe('include', () => {
  it('names files from the folder of the file that has it', async () => {
    expect(
      await read({
        'tattletail.toml': 'include = ["rules/a.toml", "b.toml"]',
        'rules/a.toml': 'include = ["more/c.toml", "../d.toml"]',
        'rules/more/c.toml': '',
        'd.toml': '',
        'b.toml': '',
      }),
    ).toEqual(['rules/more/c.toml', 'd.toml', 'rules/a.toml', 'b.toml']);
  });

  it('may have *, for names in one folder, in their order, but not for tests, hidden files or the file itself', async () => {
    expect(
      await read({
        'tattletail.toml': 'include = ["*.toml", "packs/*/r*s.toml"]',
        'z.toml': '',
        'a.toml': '',
        'a.test.toml': 'x',
        '.#a.toml': 'x',
        'packs/p.toml': 'x',
        'packs/two/rules.toml': '',
        'packs/one/rules.toml': '',
        'packs/one/other.toml': 'x',
      }),
    ).toEqual(['a.toml', 'z.toml', 'packs/one/rules.toml', 'packs/two/rules.toml']);
  });

  it('is in no way needed', async () => expect(await read({ 'tattletail.toml': '' })).toBeUndefined());

  it('is refused with everything that is wrong with it', async () => {
    await expect(
      read({
        'tattletail.toml': '\ninclude = [\n"none.toml",\n"none/*.toml",\n"a.toml",\n"b.toml"]',
        'a.toml': 'include = ["b.toml"]',
        'b.toml': 'include = ["a.toml", "latin.toml"]',
        'latin.toml': '',
      }),
    ).rejects.toThrow(
      [
        'tattletail.toml: 4 problems',
        '  line 3: include "none.toml": none.toml cannot be read: no such file or directory',
        '  line 4: include "none/*.toml": none/*.toml matches no file',
        '  line 6: include "b.toml": b.toml is included before, by a.toml',
        '  b.toml, line 1: include "a.toml": is a cycle: tattletail.toml includes a.toml includes b.toml includes a.toml',
      ].join('\n'),
    );
  });

  it('of a file that includes itself is a cycle', async () =>
    await expect(read({ 'tattletail.toml': 'include = ["./tattletail.toml"]' })).rejects.toThrow(
      'is a cycle: tattletail.toml includes tattletail.toml',
    ));

  it('names a hundred files at most, with a megabyte together', async () => {
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`many/${at}.toml`, '']));
    await expect(read({ 'tattletail.toml': 'include = ["many/*.toml"]', ...many })).rejects.toThrow(
      'line 1: include: names more than 100 files',
    );
    const large = `# ${'x'.repeat(600_000)}\n`;
    await expect(
      read({ 'tattletail.toml': 'include = ["a.toml", "b.toml"]', 'a.toml': large, 'b.toml': large }),
    ).rejects.toThrow('line 1: include: makes a config of more than 1048576 bytes');
  });

  it('of something else than paths is found when the config is loaded', async () => {
    const text = 'include = [1, "https://example.com/rules.toml", ""]';
    expect(await read({ 'tattletail.toml': text })).toBeUndefined();
    await expect(loadConfig({ uri: 'c', text }, compile)).rejects.toThrow(
      [
        'c: 3 problems',
        '  line 1: config: include[0] must be a string, got a number',
        '  line 1: config: include[1] must be a path, or s3://bucket/key',
        '  line 1: config: include[2] must be a path, or s3://bucket/key',
      ].join('\n'),
    );
  });
});

describe('include in S3', () => {
  const aConfig = async () => {
    const s3 = await startS3({ buckets: ['b', 'packs'], pageSize: 1 });
    s3.put('b', 'config/tattletail.toml', 'include = ["threats.toml", "s3://packs/all/*.toml"]');
    s3.put('b', 'config/threats.toml', rule('threat'));
    s3.put('packs', 'all/one.toml', rule('one'));
    s3.put('packs', 'all/one.test.toml', 'x');
    s3.put('packs', 'all/below/two.toml', 'x');
    const location = { bucket: 'b', path: 'config/tattletail.toml' };
    return { s3, source: locateConfig(location, async () => s3ClientFor(s3)) };
  };

  it('names objects from the key of the config, or in another bucket', async () => {
    const { s3, source } = await aConfig();
    await using _ = s3;
    expect(await source.read(undefined, neverAborted)).toMatchObject({
      uri: 's3://b/config/tattletail.toml',
      included: [{ uri: 's3://b/config/threats.toml' }, { uri: 's3://packs/all/one.toml' }],
    });
  });

  it('is asked for changes of each object, and for new ones', async () => {
    const { s3, source } = await aConfig();
    await using _ = s3;
    const etagOf = async (before: string | undefined): Promise<string> => {
      const config = await source.read(before, neverAborted);
      if (config === 'unchanged') throw new Error('unchanged');
      return config.etag;
    };
    const first = await etagOf(undefined);
    expect(await source.read(first, neverAborted)).toBe('unchanged');
    s3.put('packs', 'all/one.toml', rule('changed'));
    const second = await etagOf(first);
    expect(await source.read(second, neverAborted)).toBe('unchanged');
    s3.put('packs', 'all/two.toml', rule('two'));
    const third = await etagOf(second);
    expect(await source.read(second, neverAborted)).toMatchObject({
      included: [{}, { text: rule('changed') }, { text: rule('two') }],
    });
    s3.put('b', 'config/tattletail.toml', rule('alone'));
    expect(await etagOf(third)).toBe(s3.object('b', 'config/tattletail.toml')?.etag);
  });

  it('names what failed, and where it is included', async () => {
    const { s3, source } = await aConfig();
    await using _ = s3;
    s3.put('b', 'config/threats.toml', 'include = ["none.toml", "s3://unknown/*.toml"]');
    await expect(source.read(undefined, neverAborted)).rejects.toThrow(
      [
        's3://b/config/tattletail.toml: 2 problems',
        '  s3://b/config/threats.toml, line 1: include "none.toml": s3://b/config/none.toml cannot be read: NoSuchKey: The specified key does not exist.',
        '  s3://b/config/threats.toml, line 1: include "s3://unknown/*.toml": s3://unknown/*.toml cannot be read: NoSuchBucket: The specified bucket does not exist: look whether its name is right (a * needs s3:ListBucket)',
      ].join('\n'),
    );
  });

  it('keeps the last good config in use while one of its files is broken or cannot be read', async () => {
    const { s3, source } = await aConfig();
    await using _ = s3;
    const broken: string[] = [];
    const current = keepLastGood(
      source,
      async (file) => (await loadConfig(file, compile)).config.rules.map(({ name }) => name),
      { onBroken: (error) => void broken.push(String(error)), patience: () => neverAborted },
    );
    s3.put('packs', 'all/base.toml', 'default_destinations = []');
    expect(await current(neverAborted)).toEqual(['threat', 'one']);
    s3.put('packs', 'all/one.toml', rule('').replace('true', 'select('));
    expect(await current(neverAborted)).toEqual(['threat', 'one']);
    s3.put('packs', 'all/one.toml', 'include = ["none.toml"]');
    expect(await current(neverAborted)).toEqual(['threat', 'one']);
    s3.faults.next(undefined, fault.answer({ status: 403, body: '' }));
    expect(await current(neverAborted)).toEqual(['threat', 'one']);
    expect(broken).toEqual([
      expect.stringContaining(
        's3://packs/all/one.toml, line 2: rule 1 (without name): name must not be blank',
      ),
      expect.stringContaining('s3://packs/all/none.toml cannot be read: NoSuchKey'),
      expect.stringContaining('s3://b/config/tattletail.toml'),
    ]);
    s3.put('packs', 'all/one.toml', rule('mended'));
    expect(await current(neverAborted)).toEqual(['threat', 'mended']);
    expect(broken).toHaveLength(3);
  });

  it('takes no page of a proxy for an object', async () => {
    const { s3, source } = await aConfig();
    await using _ = s3;
    s3.faults.next(undefined, fault.answer({ status: 200, body: '' }));
    await expect(source.read(undefined, neverAborted)).rejects.toThrow('the answer is not from S3');
  });

  it('may stand in a file, whose objects are then asked for changes', async () => {
    const { s3 } = await aConfig();
    await using _ = s3;
    const files = createFileReader(async () => s3ClientFor(s3))(neverAborted);
    const text = 'include = ["s3://packs/all/*.toml"]';
    const main = {
      file: { uri: 'tattletail.toml', text },
      etag: 'local',
      entries: ['s3://packs/all/*.toml'],
    };
    const { file, etag } = await withIncluded(main, files);
    expect(file.included).toMatchObject([{ uri: 's3://packs/all/one.toml' }]);
    s3.put('packs', 'all/one.toml', rule('changed'));
    expect((await withIncluded(main, files)).etag).not.toBe(etag);
  });
});
