import { refuse } from '../imported.ts';
import type { Definition, Test } from './condition.ts';

/** Whether a text, the input, is an address in a network such as `10.0.0.0/8` or `2001:db8::/32`. */
export const inNetwork = (network: string): Test => {
  const [, address = '', length = ''] = /^([0-9a-fA-F.:]+)\/([0-9]{1,3})$/.exec(network) ?? [];
  const parts = partsOf(address);
  const size = parts?.length === 4 ? 8 : 16;
  if (parts === undefined || Number(length) > parts.length * size) {
    return refuse(`expected a network such as 10.0.0.0/8, got ${JSON.stringify(network)}`);
  }
  const [name, definition] = parts.length === 4 ? ['ipv4', ipv4] : ['ipv6', ipv6];
  const [first, last] = boundsOf(parts, size, Number(length));
  return {
    jq: `(${name} | . >= ${JSON.stringify(first)} and . <= ${JSON.stringify(last)})`,
    uses: [definition],
  };
};

/** Lists compare from their first element on, and null is less than any. */
const boundsOf = (
  parts: readonly number[],
  size: number,
  length: number,
): readonly [readonly number[], readonly number[]] => {
  const hosts = parts.map((_, at) => 2 ** (size - Math.min(size, Math.max(0, length - at * size))) - 1);
  const first = parts.map((part, at) => part - (part % ((hosts[at] ?? 0) + 1)));
  return [first, first.map((part, at) => part + (hosts[at] ?? 0))];
};

const partsOf = (address: string): readonly number[] | undefined => {
  if (/^[0-9]{1,3}(\.[0-9]{1,3}){3}$/.test(address)) {
    const bytes = address.split('.').map(Number);
    return bytes.every((byte) => byte <= 255) ? bytes : undefined;
  }
  const [before = [], after = [], ...more] = address.split('::').map(hextetsOf);
  const missing = 8 - before.length - after.length;
  const isWhole = address.includes('::') ? more.length === 0 && missing > 0 : missing === 0;
  const parts = [...before, ...Array.from({ length: Math.max(0, missing) }, () => 0), ...after];
  return isWhole && !parts.some(Number.isNaN) ? parts : undefined;
};

const hextetsOf = (text: string): readonly number[] =>
  text === ''
    ? []
    : text
        .split(':')
        .map((part) => (/^[0-9a-fA-F]{1,4}$/.test(part) ? Number.parseInt(part, 16) : Number.NaN));

const ipv4: Definition = {
  jq: String.raw`# The four parts of an IPv4 address as numbers; null for another text.
def ipv4:
  split(".")
  | if length == 4 and all(test("\\A(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])\\z"))
    then map(tonumber) else null end;`,
};

/** Not of addresses that end in an IPv4 address, such as `::ffff:10.0.0.1`, which CloudTrail does not write. */
const ipv6: Definition = {
  jq: String.raw`# The eight parts of an IPv6 address as numbers; null for another text.
def ipv6:
  def digit: if . >= 97 then . - 87 elif . >= 65 then . - 55 else . - 48 end;
  def part:
    if test("\\A[0-9a-fA-F]{1,4}\\z") then reduce explode[] as $code (0; . * 16 + ($code | digit))
    else null end;
  split("::") | map(split(":") | map(part))
  | if length == 2 and (add | length) < 8 then .[0] + [range(8 - (add | length)) | 0] + .[1]
    elif length == 1 then .[0] else [] end
  | if length == 8 and all(. != null) then . else null end;`,
};
