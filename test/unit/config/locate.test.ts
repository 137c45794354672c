import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { locateConfig } from '../../../src/config/locate.ts';
import { readConfigFile } from '../../../src/config/read-file.ts';
import { ConfigError } from '../../../src/errors.ts';
import { s3ClientFor } from '../../support/aws-clients.ts';
import { neverAborted } from '../../support/builders.ts';
import { fault } from '../../support/faults.ts';
import { startS3 } from '../../support/s3-server.ts';

const noS3 = () => Promise.reject(new Error('S3 is not asked'));

describe('S3_CONFIG_BUCKET and S3_CONFIG_PATH', () => {
  it('name an object, which is read once and then asked for by its ETag', async () => {
    await using s3 = await startS3({ buckets: ['b'] });
    s3.put('b', 'tattletail.toml', 'one');
    const source = locateConfig({ bucket: 'b', path: 'tattletail.toml' }, async () => s3ClientFor(s3));
    const first = await source.read(undefined, neverAborted);
    expect(first).toMatchObject({ uri: 's3://b/tattletail.toml', text: 'one' });
    const { etag } = first as { etag: string };
    expect(await source.read(etag, neverAborted)).toBe('unchanged');
    s3.put('b', 'tattletail.toml', 'two');
    expect(await source.read(etag, neverAborted)).toMatchObject({ text: 'two' });
  });

  it('name an object that may be compressed', async () => {
    await using s3 = await startS3({ buckets: ['b'] });
    s3.put('b', 'c', gzipSync('text'));
    const source = locateConfig({ bucket: 'b', path: 'c' }, async () => s3ClientFor(s3));
    expect(await source.read(undefined, neverAborted)).toMatchObject({ text: 'text' });
  });

  it('name an object, in whose place a proxy may put a page: that is no config without rules', async () => {
    await using s3 = await startS3({ buckets: ['b'] });
    s3.put('b', 'c', 'text');
    const source = locateConfig({ bucket: 'b', path: 'c' }, async () => s3ClientFor(s3));
    s3.faults.next(fault.answer({ status: 200, body: '' }));
    await expect(source.read(undefined, neverAborted)).rejects.toThrow('the answer is not from S3');
  });

  it('name an object that is not there', async () => {
    await using s3 = await startS3({ buckets: ['b'] });
    const source = locateConfig({ bucket: 'b', path: 'c' }, async () => s3ClientFor(s3));
    await expect(source.read(undefined, neverAborted)).rejects.toThrow(ConfigError);
    await expect(source.read(undefined, neverAborted)).rejects.toThrow(
      's3://b/c: a problem\n  config: cannot be read: NoSuchKey: The specified key does not exist.',
    );
  });

  it('name an object that must be UTF-8', async () => {
    await using s3 = await startS3({ buckets: ['b'] });
    s3.put('b', 'c', Buffer.from('name = "Zo\xeb"', 'latin1'));
    const source = locateConfig({ bucket: 'b', path: 'c' }, async () => s3ClientFor(s3));
    await expect(source.read(undefined, neverAborted)).rejects.toThrow(
      's3://b/c: a problem\n  line 1: TOML: must be UTF-8, got another encoding',
    );
  });

  it.each([
    [{ bucket: 'b', path: undefined }, 'S3_CONFIG_BUCKET is set but S3_CONFIG_PATH is not'],
    [{ bucket: '', path: 'p' }, 'S3_CONFIG_PATH is set but S3_CONFIG_BUCKET is not'],
  ])('are an error when only one is set: %j', (variables, message) =>
    expect(() => locateConfig(variables, noS3)).toThrow(message),
  );

  it.each([
    { bucket: undefined, path: undefined },
    { bucket: '', path: '' },
  ])('leave it to the bundled tattletail.toml when neither is set: %j', async (variables) => {
    const source = locateConfig(variables, noS3);
    await expect(source.read(undefined, neverAborted)).rejects.toThrow(
      'tattletail.toml: a problem\n  config: there is no tattletail.toml in the zip (on a laptop: in this folder), and S3_CONFIG_BUCKET is not set',
    );
    expect(await source.read('bundled', neverAborted)).toBe('unchanged');
  });
});

it('a file is read by its path', async () =>
  expect(await readConfigFile('fixtures/configs/valid/empty.toml')).toEqual({
    uri: 'fixtures/configs/valid/empty.toml',
    text: '',
  }));
