import { fieldAt } from '../../catalogue/fields.ts';
import { isField } from '../reading/values.ts';
import { type Check, findingAt } from './check.ts';

/** `.eventName == "Create*"`: only a regex has wildcards in jq. */
export const wildcard: Check = (program) =>
  program.facts.comparisons.flatMap(({ how, literal, subject, subjectSyntax, syntax }) => {
    const { value } = literal;
    if (how === 'test' || how === '<' || typeof value !== 'string' || !value.includes('*')) return [];
    // A policy or a resource may really be `*`, and so may an agent.
    if (!subject.every((one) => isField(one) && hasNoStar(one.path))) return [];
    const finding = {
      kind: 'wildcard',
      message: `* stands for itself here: only test(…) has wildcards, as a regex. No ${subject.map((one) => (isField(one) ? `.${one.path}` : '')).join('')} has one in it`,
    };
    const bare = value.replace(/^\*|\*$/g, '');
    if (bare === '' || bare.includes('*')) return findingAt(program, literal.syntax, finding);
    if (how !== '==') return findingAt(program, literal.syntax, { ...finding, fix: JSON.stringify(bare) });
    const of = subjectSyntax === undefined ? '' : program.textOf(subjectSyntax);
    if (of === '' || syntax.kind !== 'binary') return findingAt(program, literal.syntax, finding);
    const not = syntax.operator === '!=' ? ' | not' : '';
    return findingAt(program, syntax, {
      ...finding,
      fix: `(${of} // "" | ${functionFor(value)}(${JSON.stringify(bare)})${not})`,
    });
  });

const functionFor = (value: string): string => {
  if (!value.startsWith('*')) return 'startswith';
  return value.endsWith('*') ? 'contains' : 'endswith';
};

const hasNoStar = (path: string): boolean =>
  /^(?:event|aws|error)[A-Z]\w+$|^userIdentity\.(?:\w+\.)*(?:arn|type|userName|accountId)$|^sourceIPAddress$/.test(
    path,
  ) &&
  path !== 'errorMessage' &&
  fieldAt(path)?.type === 'string';
