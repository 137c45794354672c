import { describe, expect, it } from 'vitest';
import { inNetwork } from '../../../../src/import/jq/networks.ts';

describe('a network', () => {
  it.each([
    ['10.1.2.3/8', '(ipv4 | . >= [10,0,0,0] and . <= [10,255,255,255])'],
    ['172.16.0.0/12', '(ipv4 | . >= [172,16,0,0] and . <= [172,31,255,255])'],
    ['0.0.0.0/0', '(ipv4 | . >= [0,0,0,0] and . <= [255,255,255,255])'],
    ['10.0.0.1/32', '(ipv4 | . >= [10,0,0,1] and . <= [10,0,0,1])'],
    [
      '2001:DB8::/33',
      '(ipv6 | . >= [8193,3512,0,0,0,0,0,0] and . <= [8193,3512,32767,65535,65535,65535,65535,65535])',
    ],
    ['::1/128', '(ipv6 | . >= [0,0,0,0,0,0,0,1] and . <= [0,0,0,0,0,0,0,1])'],
  ])('%s is asked with %s', (network, asked) => {
    expect(inNetwork(network)).toMatchObject({ jq: asked });
  });

  it.each([
    '10.0.0.0',
    '10.0.0.0/33',
    '10.0.0/8',
    '256.0.0.0/8',
    '1::2::3/8',
    '1:2:3:4:5:6:7:8::/9',
    '12345::/8',
    'x/8',
  ])('%s is refused', (network) => {
    expect(() => inNetwork(network)).toThrow(`expected a network such as 10.0.0.0/8, got "${network}"`);
  });
});
