import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { identityOf } from '../../../src/config/identity.ts';
import { locateConfig } from '../../../src/config/locate.ts';
import { s3ClientFor } from '../../support/aws-clients.ts';
import { neverAborted } from '../../support/builders.ts';
import { startS3 } from '../../support/s3-server.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('which config it is', () => {
  it('says the hash of a file, which sha256sum shows too', () =>
    expect(identityOf({ uri: 'tattletail.toml', text: 'one' })).toEqual({
      config: 'tattletail.toml',
      configSha256: sha256('one'),
    }));

  it('says another hash when a file that it includes has changed', () => {
    const including = (text: string) =>
      identityOf({ uri: 'c', text: 'one', included: [{ uri: 'd', text }] }).configSha256;
    expect(including('two')).toBe(sha256(`${sha256('one')}\n${sha256('two')}\n`));
    expect(including('three')).not.toBe(including('two'));
  });

  it('says the ETag of an object, also when it is only its included object that has changed', async () => {
    await using s3 = await startS3({ buckets: ['b'] });
    s3.put('b', 'c.toml', 'include = ["d.toml"]');
    s3.put('b', 'd.toml', '# d');
    const source = locateConfig({ bucket: 'b', path: 'c.toml' }, async () => s3ClientFor(s3));
    const read = async () => {
      const file = await source.read(undefined, neverAborted);
      return file === 'unchanged' ? expect.fail('it was not read before') : identityOf(file);
    };
    const before = await read();
    expect(before).toMatchObject({ config: 's3://b/c.toml', configEtag: expect.stringMatching(/^[^"]+$/) });
    s3.put('b', 'd.toml', '# changed');
    expect(await read()).toEqual({ ...before, configSha256: expect.not.stringMatching(before.configSha256) });
  });
});
