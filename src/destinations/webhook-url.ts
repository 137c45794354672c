import { BlockList, isIPv4 } from 'node:net';
import * as z from 'zod';

/**
 * The URL of a webhook. It is a secret, so no message repeats it. Alerts hold what happened in an account: they may not
 * go to this machine or a private network because of a URL that looks like another, and neither may requests that a
 * service there would obey.
 */
export const webhookUrl = z.string().superRefine((text, context) => {
  const url = readUrl(text);
  for (const problem of typeof url === 'string' ? [url] : problemsOf(url, text)) context.addIssue(problem);
});

/** Whether a webhook is on this machine, which only tests and previews use. */
export const isLoopback = (url: string): boolean => loopbackHosts.includes(URL.parse(url)?.hostname ?? '');

const loopbackHosts: readonly string[] = ['127.0.0.1', '[::1]', 'localhost'];

/** Or what keeps it from being read. */
const readUrl = (text: string): URL | string => {
  if (/[\s\p{Cc}]/u.test(text)) return 'must have no white space or control characters in it';
  if (/[\p{Cf}\p{Cs}]/u.test(text)) return 'must have no invisible characters in it';
  if (/^["'`<]/.test(text)) return 'must have no quotes or brackets around it';
  const url = URL.parse(text);
  if (url === null && /^https:/i.test(text)) return 'must be a whole URL: https://HOST/PATH';
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url : noHttps;
};

const noHttps = 'must be a URL that begins with https://';

/** All of them, so that they can be corrected at once. */
const problemsOf = (url: URL, text: string): readonly string[] => [
  ...(url.protocol === 'https:' || loopbackHosts.includes(url.hostname) ? [] : [noHttps]),
  ...problemsOfHost(url, text),
];

const problemsOfHost = (url: URL, text: string): readonly string[] => {
  if (url.username + url.password !== '')
    return ['must have no user name or password in it: fetch sends nothing then'];
  if (hostIn(text) !== url.hostname)
    return [
      'must have its host in the usual spelling: letters without accents, an IPv4 address as four decimal numbers, an IPv6 address as short as possible',
    ];
  return isLoopback(text) || isPublic(url.hostname)
    ? []
    : ['must be on the internet, not on this machine or in a private network'];
};

/**
 * The host as it is written. A URL's `hostname` is what is meant: `127.0.0.1` for `0x7f.1` and `localhost` for
 * `ⓛocalhost` (WHATWG URL, "Host parsing").
 */
const hostIn = (text: string): string | undefined =>
  /^https?:\/\/(\[[^\]]*\]|[^/?#\\:]*)(?::\d*)?(?:[/?#]|$)/i.exec(text)?.[1]?.toLowerCase();

const isPublic = (hostname: string): boolean => {
  if (isIPv4(hostname)) return isPublicAddress(hostname);
  return hostname.startsWith('[') ? isPublicAddress(hostname.slice(1, -1)) : !localName.test(hostname);
};

/** Whether an address is one of the internet, and not of this machine, a private network or a service of the machine. */
export const isPublicAddress = (address: string): boolean =>
  isIPv4(address)
    ? !privateIPv4.check(address)
    : globalIPv6.check(address, 'ipv6') && !tunnels.check(address, 'ipv6');

/** A name of this machine or a local network, with or without the dot that may end a name: one without a domain, too. */
const localName = /^[^.]*\.?$|\.(?:localhost|localdomain|local|internal)\.?$/;

const addresses = (type: 'ipv4' | 'ipv6', subnets: readonly (readonly [string, number])[]): BlockList => {
  const list = new BlockList();
  for (const [address, bits] of subnets) list.addSubnet(address, bits, type);
  return list;
};

/** IANA, "IPv4 Special-Purpose Address Registry", and multicast. Those for documentation lead nowhere. */
const privateIPv4 = addresses('ipv4', [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
]);

/** Other IPv6 addresses are private, or IPv4 addresses in another spelling (IANA, "IPv6 Global Unicast"). */
const globalIPv6 = addresses('ipv6', [['2000::', 3]]);

/** Teredo and its neighbours, and 6to4, which hold an IPv4 address. */
const tunnels = addresses('ipv6', [
  ['2001::', 23],
  ['2002::', 16],
]);
