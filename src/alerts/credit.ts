import type { Rule } from '../rules/rule.ts';
import { listWithin } from './fitting.ts';
import { oneLine } from './printable.ts';

/**
 * Who wrote the rule, and where to read about it: `Rule by Jane Doe: https://…`. The Detection Rule License asks for
 * both in every message of a rule. Undefined for a rule that says neither.
 */
export const creditOf = ({ author = '', references }: Rule): string | undefined => {
  const by = author.trim() === '' ? 'About the rule' : `Rule by ${oneLine(author).slice(0, 200)}`;
  if (references.length === 0) return author.trim() === '' ? undefined : by;
  return `${by}: ${listWithin(references.map(oneLine), 1200)}`;
};
