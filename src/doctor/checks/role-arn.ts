import type { Comparison } from '../reading/facts.ts';
import { isField } from '../reading/values.ts';
import { type Check, findingAt } from './check.ts';

/**
 * The ARN of a caller with a role is that of the session; the role's own is that of its issuer (CloudTrail User Guide,
 * "CloudTrail userIdentity element").
 */
export const roleArn: Check = (program) =>
  program.facts.comparisons.flatMap((comparison) => {
    const { how, literal, subjectSyntax } = comparison;
    const confusion = confusions.find(
      ({ path, pattern }) => isAbout(comparison, path) && pattern.test(String(literal.value)),
    );
    if (confusion === undefined || !['==', 'startswith'].includes(how)) return [];
    const { path, message, instead } = confusion;
    const finding = { kind: 'role-arn', message };
    const isWritten = subjectSyntax !== undefined && program.textOf(subjectSyntax) === `.${path}`;
    if (instead === undefined || !isWritten) return findingAt(program, literal.syntax, finding);
    return findingAt(program, subjectSyntax, {
      ...finding,
      fix: how === '==' ? instead : `(${instead} // "")`,
    });
  });

const isAbout = ({ subject }: Comparison, path: string): boolean =>
  subject.some((value) => isField(value) && value.path === path);

const issuer = 'userIdentity.sessionContext.sessionIssuer';

interface Confusion {
  readonly path: string;
  readonly pattern: RegExp;
  readonly message: string;
  /** The field that has such values. */
  readonly instead?: string;
}

const confusions: readonly Confusion[] = [
  {
    path: 'userIdentity.arn',
    pattern: /^arn:[\w-]+:iam::\d*:role\//,
    message:
      'whoever uses a role calls with the ARN of a session, arn:aws:sts::…:assumed-role/…: the role is the issuer of the session',
    instead: `.${issuer}.arn`,
  },
  {
    path: `${issuer}.arn`,
    pattern: /^arn:[\w-]+:sts::/,
    message: 'the issuer of a session is a role, arn:aws:iam::…:role/…: the session is .userIdentity.arn',
  },
  {
    path: `${issuer}.userName`,
    pattern: /^arn:/,
    message: 'this is the name of the role: its ARN is beside it',
    instead: `.${issuer}.arn`,
  },
];
