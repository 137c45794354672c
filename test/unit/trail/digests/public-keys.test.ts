import { constants, createHash, publicDecrypt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { keyObjectOf, publicKeysIn } from '../../../../src/trail/digests/public-keys.ts';

/** The sample response in the CloudTrail User Guide, "Custom implementations of CloudTrail log file integrity validation". */
const sample = {
  publicKeyList: [
    {
      ValidityStartTime: '1436317441.0',
      ValidityEndTime: '1438909441.0',
      Value:
        'MIIBCgKCAQEAn11L2YZ9h7onug2ILi1MWyHiMRsTQjfWE+pHVRLk1QjfWhirG+lpOa8NrwQ/r7Ah5bNL6HepznOU9XTDSfmmnP97mqyc7z/upfZdS/AHhYcGaz7n6Wc/RRBU6VmiPCrAUojuSk6/GjvA8iOPFsYDuBtviXarvuLPlrT9kAd4Lb+rFfR5peEgBEkhlzc5HuWO7S0y+KunqxX6jQBnXGMtxmPBPP0FylgWGNdFtks/4YSKcgqwH0YDcawP9GGGDAeCIqPWIXDLG1jOjRRzWfCmD0iJUkz8vTsn4hq/5ZxRFE7UBAUiVcGbdnDdvVfhF9C3dQiDq3k7adQIziLT0cShgQIDAQAB',
      Fingerprint: '8eba5db5bea9b640d1c96a77256fe7f2',
    },
    {
      ValidityStartTime: '1434589460.0',
      ValidityEndTime: '1437181460.0',
      Value:
        'MIIBCgKCAQEApfYL2FiZhpN74LNWVUzhR+VheYhwhYm8w0n5Gf6i95ylW5kBAWKVEmnAQG7BvS5g9SMqFDQx52fW7NWV44IvfJ2xGXT+wT+DgR6ZQ+6yxskQNqV5YcXj4Aa5Zz4jJfsYjDuO2MDTZNIzNvBNzaBJ+r2WIWAJ/Xq54kyF63B6WE38vKuDE7nSd1FqQuEoNBFLPInvgggYe2Ym1Refe2z71wNcJ2kY+q0h1BSHrSM8RWuJIw7MXwF9iQncg9jYzUlNJomozQzAG5wSRfbplcCYNY40xvGd/aAmO0m+Y+XFMrKwtLCwseHPvj843qVno6x4BJN9bpWnoPo9sdsbGoiK3QIDAQAB',
      Fingerprint: '8933b39ddc64d26d8e14ffbf6566fee4',
    },
    {
      ValidityStartTime: '1434589370.0',
      ValidityEndTime: '1437181370.0',
      Value:
        'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAqlzPJbvZJ42UdcmLfPUqXYNfOs6I8lCfao/tOs8CmzPOEdtLWugB9xoIUz78qVHdKIqxbaG4jWHfJBiOSSFBM0lt8cdVo4TnRa7oG9io5pysS6DJhBBAeXsicufsiFJR+wrUNh8RSLxL4k6G1+BhLX20tJkZ/erT97tDGBujAelqseGg3vPZbTx9SMfOLN65PdLFudLP7Gat0Z9p5jw/rjpclKfo9Bfc3heeBxWGKwBBOKnFAaN9V57pOaosCvPKmHd9bg7jsQkI9Xp22IzGLsTFJZYVA3KiTAElDMu80iFXPHEq9hKNbt9e4URFam+1utKVEiLkR2disdCmPTK0VQIDAQAB',
      Fingerprint: '31e8b5433410dfb61a9dc45cc65b22ff',
    },
  ],
};

/** Of the previous digest, in the samples of "CloudTrail digest file structure", which are signed with the last key. */
const signatures = [
  '50887ccffad4c002b97caa37cc9dc626e3c680207d41d27fa5835458e066e0d3652fc4dfc30937e4d5f4cc7f796e7a258fb50a43ac427f2237f6e505d4efaf373d156e15e3b68dea9f58111d395b62628d6bd367a9024d2183b5c5f6e19466d3a996b92df705bc997b8a0e13430f241d733cf95df4e41bb6c304c3f58363043572ea57a27085639ce187e679c0d81c7519b1184fa77fb7ab0b0e40a32dace6e1eefc3995c5ae182da49b62b26398cebb52a2201a6387b75b89c83e5570bcb9bba6c34a80f2f00a1c6ebe07d1ff149eccd812dc805bb3eeff6657db32a6cb48d2d096404eb76181877bc6ebb8cd0b23f823200155b2fd8848d428e46e8456328a',
  '82705525fb0fe7f919f9434e5b7138cb41793c776c7414f3520c0242902daa8cc8286b29263d2627f2f259471c745b1654af76e2073264b2510fd45236b3aea4d80c0e8e6455223d7bd54ff80af0edf22a5f14fa856626daec919f0591479aa4f213787ba1e1076328dcf8ff624e03a977fa5612dcf58594c590fd8c1c5b48bddf43fc84ecc00b41bedd0ff7f293c3e2de8dcdc78f98b03e17577f5822ba842399d69eb79921c0429773509520e08c8b518702d987dfbb3a4e5d8c5f17673ce1f989dfff82d4becf24e452f20d3bcac94ad50131f93e57f10155536acb54c60efbe9d57228c2b930bc6082b2318e3ccd36834a8e835b8d112dbf32145f445c11',
];

describe("the keys and signatures of AWS's documentation", () => {
  it.each(publicKeysIn(sample))('$fingerprint is the MD5 of its key, which is RSA', (key) => {
    expect(createHash('md5').update(Buffer.from(key.value, 'base64')).digest('hex')).toBe(key.fingerprint);
    expect(keyObjectOf(key).asymmetricKeyDetails).toEqual({ modulusLength: 2048, publicExponent: 65537n });
  });

  it.each(signatures)('%s is a signature of a SHA-256 by PKCS #1 v1.5', (signature) => {
    const key = publicKeysIn(sample).at(-1);
    if (key === undefined) throw new Error('no key');
    const signed = publicDecrypt(
      { key: keyObjectOf(key), padding: constants.RSA_PKCS1_PADDING },
      Buffer.from(signature, 'hex'),
    );
    // RFC 8017, section 9.2: DigestInfo of SHA-256, then the hash.
    expect(signed.toString('hex')).toMatch(/^3031300d060960864801650304020105000420[0-9a-f]{64}$/);
  });
});

describe('what the AWS CLI prints', () => {
  const key = (start: unknown) => ({
    PublicKeyList: [
      { Value: 'AAAA', Fingerprint: 'AB', ValidityStartTime: start, ValidityEndTime: 1438909441 },
    ],
  });

  it.each([1436317441, 1436317441.0, '1436317441.0', '2015-07-08T01:04:01+00:00'])(
    '%s is a time',
    (start) => {
      expect(publicKeysIn(key(start))).toEqual([
        { fingerprint: 'ab', value: 'AAAA', from: 1436317441000, until: 1438909441000 },
      ]);
    },
  );

  it.each([[key('yesterday')], [{}], [[]], [null], [{ PublicKeyList: [{}] }]])('%j is none of it', (json) => {
    expect(() => publicKeysIn(json)).toThrow();
  });
});
