import { fieldAt } from '../../catalogue/fields.ts';
import type { Comparison } from '../reading/facts.ts';
import { isField } from '../reading/values.ts';
import { type Check, type CheckedProgram, findingAt, written } from './check.ts';

/**
 * Exceptions that rest on what the caller chooses: whoever knows the rule writes `terraform` into the userAgent, and is not
 * seen. In a condition for a match it is fine: a rule may look for `kali` there.
 */
export const trust: Check = (program) =>
  program.facts.comparisons.flatMap((comparison) => {
    const { literal, excludes, subject } = comparison;
    if (excludes !== true || typeof literal.value !== 'string' || literal.value === '') return [];
    const [chosen] = subject.filter(isField).filter(({ path }) => isChosen[path]?.(comparison) === true);
    const { callerChooses } = (chosen && fieldAt(chosen.path)) ?? {};
    if (chosen === undefined || callerChooses === undefined) return [];
    const field =
      isOfUsers(program) && chosen.path === 'userAgent' ? 'userIdentity.arn' : callerChooses.instead;
    const instead = field === undefined ? '' : `; .${field} is safer`;
    return findingAt(program, literal.syntax, {
      kind: 'trust',
      message: `leaving out calls whose .${chosen.path} ${verbs[comparison.how]} ${written(literal.value)} trusts what the caller chooses (${callerChooses.what})${instead}`,
    });
  });

/** IAM users have no session issuer. */
const isOfUsers = ({ facts }: CheckedProgram): boolean => {
  const types = facts.comparisons.filter(({ subject }) =>
    subject.some((value) => isField(value) && value.path === 'userIdentity.type'),
  );
  return (
    types.length > 0 &&
    types.every(
      ({ how, literal, excludes }) => how === '==' && excludes !== true && literal.value === 'IAMUser',
    )
  );
};

const verbs = {
  '==': 'is',
  '<': 'is before',
  startswith: 'begins with',
  endswith: 'ends with',
  contains: 'contains',
  test: 'matches',
};

/** By field, whether a comparison looks at the part of it that the caller chooses. */
const isChosen: Readonly<Record<string, (comparison: Comparison) => boolean>> = {
  userAgent: () => true,
  'tlsDetails.clientProvidedHostHeader': () => true,
  'userIdentity.sessionContext.sourceIdentity': () => true,
  'userIdentity.principalId': ({ how, literal }) =>
    how !== '==' && how !== 'startswith' && !/^\^/.test(String(literal.value)),
  'userIdentity.arn': ({ how, literal }) =>
    how !== '==' && how !== 'startswith' && mayBeSessionName(String(literal.value)),
  sourceIPAddress: ({ literal }) => isPrivate.test(String(literal.value)),
};

/**
 * A session name has no slash and no colon. What has one behind other text, or begins at the start of the ARN, is about
 * the role as well.
 */
const mayBeSessionName = (text: string): boolean => !/^\^|[^/:]\W*[/:]\W*\w|:/.test(text);

/** Through a VPC endpoint, CloudTrail records the private address, and anyone can have a VPC with these addresses. */
const isPrivate = /^\^?(?:10|192\\{0,2}\.168|172\\{0,2}\.(?:1[6-9]|2\d|3[01]))\\{0,2}\./;
