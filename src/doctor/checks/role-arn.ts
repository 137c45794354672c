import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import type { Comparison } from '../reading/facts.ts';
import { isField } from '../reading/values.ts';
import { asBeginning, type Check, type CheckedProgram, findingAt } from './check.ts';

/**
 * The ARN of a caller with a role is that of the session; the role's own is that of its issuer (CloudTrail User Guide,
 * "CloudTrail userIdentity element").
 */
export const roleArn: Check = (program) =>
  program.facts.comparisons.flatMap((comparison) => {
    const { how, literal, subjectSyntax } = comparison;
    const confusion = confusions.find(
      ({ path, pattern, hows = ['==', 'startswith'] }) =>
        isAbout(comparison, path) && hows.includes(how) && pattern.test(String(literal.value)),
    );
    if (confusion === undefined) return [];
    const { path, message, instead } = confusion;
    const finding = { kind: 'role-arn', message };
    if (confusion === withoutSession) return findingAt(program, ...sessionOf(comparison, program, finding));
    if (!['==', 'startswith'].includes(how)) return findingAt(program, literal.syntax, finding);
    const isWritten = subjectSyntax !== undefined && program.textOf(subjectSyntax) === `.${path}`;
    if (instead === undefined || !isWritten) return findingAt(program, literal.syntax, finding);
    return findingAt(program, subjectSyntax, {
      ...finding,
      fix: how === '==' ? instead : `(${instead} // "")`,
    });
  });

/** `.sessionContext.sessionIssuer.arn // .arn` may be the ARN of a role or of a session. */
const isAbout = ({ subject }: Comparison, path: string): boolean => {
  const fields = subject.filter(isField);
  return fields.length > 0 && fields.every((field) => field.path === path);
};

const issuer = 'userIdentity.sessionContext.sessionIssuer';

interface Confusion {
  readonly path: string;
  readonly pattern: RegExp;
  readonly message: string;
  /** The field that has such values. */
  readonly instead?: string;
  readonly hows?: readonly Comparison['how'][];
}

/** `startswith` with the name of any session, where the comparison is one with `==` or `!=`. */
const sessionOf = (
  comparison: Comparison,
  program: CheckedProgram,
  finding: { readonly kind: string; readonly message: string },
): readonly [Syntax, Parameters<typeof findingAt>[2]] => {
  const { literal, syntax } = comparison;
  const value = String(literal.value);
  const fix = value.startsWith('arn:') ? asBeginning(comparison, `${value}/`, program) : undefined;
  return fix === undefined ? [literal.syntax, finding] : [syntax, { ...finding, fix }];
};

const withoutSession: Confusion = {
  path: 'userIdentity.arn',
  pattern: /(^|[^\w-])assumed-role\/[\w+=,.@-]+\$?$/,
  message:
    'the ARN of a session ends with its name, arn:aws:sts::…:assumed-role/role/session: none ends with the role',
  hows: ['==', 'endswith'],
};

const confusions: readonly Confusion[] = [
  withoutSession,
  {
    ...withoutSession,
    pattern: /(^|[^\w-])assumed-role\/[\w+=,.@-]+\$$/,
    hows: ['test'],
  },
  {
    path: 'userIdentity.arn',
    pattern: /^[^|]*:role\/[^|]*$/,
    message:
      'whoever uses a role calls with the ARN of a session, arn:aws:sts::…:assumed-role/…: the role is the issuer of the session',
    hows: ['contains', 'test', 'endswith'],
  },
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
