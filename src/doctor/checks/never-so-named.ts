import type { Comparison } from '../reading/facts.ts';
import { isField } from '../reading/values.ts';
import { type Check, findingAt, written } from './check.ts';

/** `.userIdentity.userName == "root"`, `.userIdentity.invokedBy == "ec2"`: well-known things that have other names. */
export const neverSoNamed: Check = (program) =>
  program.facts.comparisons.flatMap((comparison) => {
    const { literal } = comparison;
    const { value } = literal;
    const path = pathOf(comparison);
    if (typeof value !== 'string' || path === undefined) return [];
    const name = names.find((one) => one.paths.includes(path) && one.isWrong(value, comparison.how));
    if (name === undefined) return [];
    return findingAt(program, literal.syntax, {
      kind: 'wrong-form',
      message: name.message,
      fix: comparison.how === '==' ? name.meant?.(value) : undefined,
    });
  });

/** Of what is compared with nothing but one field. */
const pathOf = ({ subject }: Comparison): string | undefined => {
  const [field, ...others] = subject.filter((one) => !('value' in one));
  return field !== undefined && others.length === 0 && isField(field) && field.letters === undefined
    ? field.path
    : undefined;
};

interface Name {
  readonly paths: readonly string[];
  readonly isWrong: (value: string, how: Comparison['how']) => boolean;
  readonly message: string;
  readonly meant?: (value: string) => string;
}

/** CloudTrail User Guide, "CloudTrail userIdentity element"; IAM User Guide, "IAM identifiers". */
const names: readonly Name[] = [
  {
    paths: ['userIdentity.userName'],
    isWrong: (value, how) => how === '==' && /^<?root(_account|-account| user)?>?$/i.test(value),
    message: 'root has no userName, or the alias of the account: .userIdentity.type == "Root" is root',
  },
  {
    paths: ['userIdentity.arn'],
    isWrong: (value, how) =>
      ((how === '==' || how === 'endswith') && /(^|:)(user)?\/root$/i.test(value)) ||
      (how === '==' && /^arn:[\w-]+:iam::\d{12}:Root$/.test(value)),
    message: 'the ARN of root ends with ":root": .userIdentity.type == "Root" is root',
    meant: (value) => written(value.replace(/(user\/root|Root)$/i, 'root')),
  },
  {
    paths: ['userIdentity.invokedBy'],
    isWrong: (value, how) => how === '==' && /^[a-z][a-z0-9-]+$/.test(value),
    message: 'services are written as in "cloudformation.amazonaws.com": this is never true',
    meant: (value) => written(`${value}.amazonaws.com`),
  },
  {
    paths: ['requestParameters.policyArn', 'requestParameters.roleArn'],
    isWrong: (value, how) => how === '==' && /^[\w+=,.@/-]+$/.test(value),
    message: 'this is an ARN, with more than a name: "arn:aws:iam::…"',
  },
  {
    paths: ['requestParameters.roleArn'],
    isWrong: (value, how) => (how === '==' || how === 'startswith') && /^arn:[\w-]+:sts:/.test(value),
    message: 'this is the ARN of a role, arn:aws:iam::…:role/…, and not of the session that it gives',
  },
  {
    paths: ['errorCode'],
    isWrong: (value, how) => how === '==' && value.trim().split(/\s+/).length > 2,
    message: 'this is a code in one word, such as AccessDenied: sentences are in .errorMessage',
  },
];
