import type { Comparison } from '../reading/facts.ts';
import { matches } from '../reading/matches.ts';
import { isField } from '../reading/values.ts';
import { type Check, type CheckedProgram, findingAt, written } from './check.ts';
import { plainText } from './plain-text.ts';

/** Exceptions by a part of a name: `contains("role/app") | not` leaves out the role app-evil, too. */
export const looseException: Check = (program) =>
  program.facts.comparisons.flatMap((comparison) => {
    const { literal, excludes, subject, syntax, how } = comparison;
    const [field] = subject.filter(isField).filter(({ path }) => namesSomebody.test(path));
    if (excludes !== true || field === undefined || typeof literal.value !== 'string') return [];
    if (how === '==' || how === '<' || reserved.test(literal.value)) return [];
    const other = otherLeftOut(comparison, literal.value);
    const isOfSession = field.path === 'userIdentity.arn';
    // That is another finding.
    if (other === undefined || (isOfSession && !/[/:]/.test(literal.value))) return [];
    const { fix, isWhole } = fixOf(comparison, literal.value, isOfSession, program);
    return findingAt(program, isWhole ? syntax : literal.syntax, {
      kind: 'trust',
      message: `this leaves out calls of ${written(other)}, too: whoever may make such a name is not seen`,
      fix,
    });
  });

const namesSomebody = /^userIdentity\.(arn|sessionContext\.sessionIssuer\.(arn|userName))$/;

/** Names that only AWS gives. */
const reserved = /AWSServiceRole|AWSReservedSSO|aws-service-role|aws-reserved|^\W*\d{12}\W*$|:root\$?$/;

/** A name that is longer than what is meant. Somebody who ends a text in `-`, or a regex in `.*`, means all of them. */
const otherLeftOut = ({ how, flags }: Comparison, value: string): string | undefined => {
  if (how === '==' || how === '<') return undefined;
  const plain = how === 'test' ? (plainText(value)?.text ?? textOfAlternatives(value)) : value;
  if (plain === undefined || !/^[\w+=,.@:/-]*[A-Za-z0-9]$/.test(plain)) return undefined;
  const hasPlace = /[/:]/.test(plain);
  const after = `${plain}-evil`;
  if (hasPlace && /[/:][\w+=,.@-]+$/.test(plain) && matches(how, after, value, flags) === true) return after;
  const before = `evil-${plain}`;
  const isBare = !hasPlace && /^\w/.test(plain);
  return isBare && how !== 'startswith' && matches(how, before, value, flags) === true ? before : undefined;
};

/** The text with the first of the alternatives in `role/(app|batch)`. */
const textOfAlternatives = (pattern: string): string | undefined =>
  plainText(pattern.replace(/\((?:\?:)?([\w.-]+)(?:\|[\w.-]+)+\)(?=\$?$)/, '$1'))?.text;

const fixOf = (
  { how, syntax }: Comparison,
  value: string,
  isOfSession: boolean,
  { textOf }: CheckedProgram,
): { readonly fix: string | undefined; readonly isWhole: boolean } => {
  const whole = (fix: string) => ({ fix, isWhole: true });
  const part = (fix: string | undefined) => ({ fix, isWhole: false });
  if (!/[/:]/.test(value) || syntax.kind !== 'call' || !textOf(syntax).startsWith(how))
    return part(undefined);
  if (how === 'test')
    return part(syntax.args.length > 1 ? undefined : written(`${value}${isOfSession ? '/' : '$'}`));
  if (isOfSession) return part(value.includes(':user/') ? undefined : written(`${value}/`));
  if (how === 'contains')
    return whole(`endswith(${written(value.startsWith('role/') ? `:${value}` : value)})`);
  return how === 'startswith' && value.startsWith('arn:') ? whole(`. == ${written(value)}`) : part(undefined);
};
