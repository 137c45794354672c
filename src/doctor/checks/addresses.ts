import type { Comparison } from '../reading/facts.ts';
import { isField } from '../reading/values.ts';
import { asBeginning, type Check, type CheckedProgram, findingAt } from './check.ts';
import { plainText } from './plain-text.ts';

/** Parts of addresses, addresses with a port, and beginnings of addresses that others have, too. */
export const addresses: Check = (program) =>
  program.facts.comparisons.flatMap((comparison) => {
    const { literal, subject, how } = comparison;
    const isAddress = subject.every((one) =>
      isField(one) ? one.path === 'sourceIPAddress' && one.letters === undefined : 'value' in one,
    );
    if (!isAddress || typeof literal.value !== 'string') return [];
    const wrong = how === '==' ? mistakeIn(literal.value) : tooShort(comparison);
    if (wrong === undefined) return [];
    return findingAt(program, wrong.prefix || wrong.isWhole ? wholeOf(comparison) : literal.syntax, {
      kind: 'wrong-form',
      message: wrong.why,
      fix: fixOf(wrong, comparison, program),
    });
  });

interface Mistake {
  readonly why: string;
  readonly meant?: string;
  /** It is the beginning of addresses. */
  readonly prefix?: true;
  /** It is an address as a whole. */
  readonly isWhole?: true;
}

const mistakeIn = (text: string): Mistake | undefined => {
  const bare = text.trim().replace(/^\[(.*)\]$/, '$1');
  const [, host = '', port] = /^(\d+(?:\.\d+){3})(:\d+)?$/.exec(bare) ?? [];
  const never = (why: string, meant?: string): Mistake => ({
    why: `${why}: no .sourceIPAddress is ${JSON.stringify(text)}`,
    ...(meant !== undefined && { meant }),
  });
  if (host !== '' && !areOctets(host)) return never('the numbers of an address go to 255');
  if (port !== undefined) return never('it has no port', host);
  if (isIpv6.test(bare) && bare !== bare.toLowerCase())
    return never('CloudTrail writes the letters of an address small', bare.toLowerCase());
  if ((host !== '' || isIpv6.test(bare)) && bare !== text) return never('it is the bare address', bare);
  if (/^\d+(\.\d+){3}\s*[-,]\s*\d/.test(bare)) return never('it is one address');
  const isPart = /^\d+(\.\d+){0,2}\.?$/.test(bare) && bare !== '';
  return isPart
    ? {
        why: `this is only a part of an address: no .sourceIPAddress is ${JSON.stringify(text)}`,
        meant: bare.endsWith('.') ? bare : `${bare}.`,
        prefix: true,
      }
    : undefined;
};

const isIpv6 = /^(?=.*:.*:)[\da-f:]+$/i;

const areOctets = (address: string): boolean => address.split('.').every((number) => Number(number) <= 255);

/** `startswith("10.0.0.1")`: 10.0.0.17 begins so, too. */
const tooShort = ({ how, literal: { value }, flags }: Comparison): Mistake | undefined => {
  const plain = how === 'test' && flags === undefined ? plainText(String(value)) : undefined;
  const isStart = how === 'startswith' || (plain?.atStart === true && !plain.atEnd);
  const text = plain?.text ?? String(value);
  if (!isStart || !/^\d+(\.\d+){1,3}$/.test(text)) return undefined;
  const numbers = text.split('.');
  const last = Number(numbers.at(-1));
  if (!areOctets(text)) return { why: 'the numbers of an address go to 255: no .sourceIPAddress begins so' };
  // 172.16.0.0/12 has no beginning in whole numbers.
  if (last === 0 || last * 10 > 255 || (numbers[0] === '172' && numbers.length === 2)) return undefined;
  const other = `${text}${last * 10 + 5 > 255 ? 0 : 5}`;
  const why = `${other}${'.0'.repeat(4 - numbers.length)} begins so, too`;
  return numbers.length === 4
    ? { why: `this is a whole address, and ${why}`, meant: text, isWhole: true }
    : { why: `${why}: a dot is missing`, meant: `${text}.` };
};

const wholeOf = ({ syntax, literal }: Comparison) =>
  syntax.kind === 'binary' || (syntax.kind === 'call' && syntax.name === 'startswith')
    ? syntax
    : literal.syntax;

const fixOf = (
  { meant, prefix, isWhole }: Mistake,
  comparison: Comparison,
  program: CheckedProgram,
): string | undefined => {
  const { syntax, how, literal } = comparison;
  if (meant === undefined) return undefined;
  if (how === 'test') return isWhole ? JSON.stringify(`${literal.value}$`) : undefined;
  if (isWhole)
    return syntax.kind === 'call' && syntax.args.length === 1 ? `. == ${JSON.stringify(meant)}` : undefined;
  if (!prefix) return JSON.stringify(meant);
  return asBeginning(comparison, meant, program);
};
