import { isField } from '../reading/values.ts';
import { asBeginning, type Check, findingAt } from './check.ts';

/** `sourceIPAddress == "10.0.0.0/8"`: jq compares text, and no address is one with a slash. */
export const cidr: Check = (program) =>
  program.facts.comparisons.flatMap((comparison) => {
    const { syntax, how, literal, subject } = comparison;
    const isAddress = subject.some((value) => isField(value) && value.path === 'sourceIPAddress');
    const [, address = '', bits = ''] = /^([\da-f.:]+)\/(\d+)$/i.exec(String(literal.value)) ?? [];
    if (!isAddress || address === '' || how === 'test' || how === '<') return [];
    const prefix = prefixOf(address, Number(bits));
    const finding = {
      kind: 'cidr',
      message: `.sourceIPAddress is one address as text, never a network such as ${literal.value}`,
    };
    if (prefix === undefined) return findingAt(program, literal.syntax, finding);
    if (how === 'startswith')
      return findingAt(program, literal.syntax, { ...finding, fix: JSON.stringify(prefix) });
    const fix = asBeginning(comparison, prefix, program);
    return fix === undefined
      ? findingAt(program, literal.syntax, finding)
      : findingAt(program, syntax, { ...finding, fix });
  });

/** What every address of the network begins with, where it ends at a dot. */
const prefixOf = (address: string, bits: number): string | undefined => {
  const parts = address.split('.');
  return parts.length === 4 && [8, 16, 24].includes(bits)
    ? `${parts.slice(0, bits / 8).join('.')}.`
    : undefined;
};
