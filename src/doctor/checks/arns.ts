import { fieldAt } from '../../catalogue/fields.ts';
import type { Comparison } from '../reading/facts.ts';
import { isField } from '../reading/values.ts';
import { type Check, findingAt, written } from './check.ts';
import { plainText } from './plain-text.ts';

/** ARNs that no resource has: a colon too few, an account of other than 12 digits, another partition. */
export const arns: Check = (program) =>
  program.facts.comparisons.flatMap((comparison) => {
    const { literal, syntax } = comparison;
    const compared = arnIn(comparison);
    if (compared === undefined || isOfAnotherForm(comparison)) return [];
    const wrong = mistakeIn(compared.text, compared.isWhole);
    if (wrong === undefined) return [];
    const effect = syntax.kind === 'binary' && syntax.operator === '!=' ? 'always' : 'never';
    return findingAt(program, literal.syntax, {
      kind: 'wrong-form',
      message: `${written(literal.value)} is no ARN of AWS: ${wrong.why}. This is ${effect} true`,
      fix:
        wrong.meant === undefined || comparison.how === 'test' || mistakeIn(wrong.meant, compared.isWhole)
          ? undefined
          : written(wrong.meant),
    });
  });

/** An ARN, or its beginning. */
interface Compared {
  readonly text: string;
  readonly isWhole: boolean;
}

const arnIn = ({ how, literal: { value }, flags, subject }: Comparison): Compared | undefined => {
  if (typeof value !== 'string' || how === '<' || how === 'endswith' || value.includes('*')) return undefined;
  if (subject.some((one) => isField(one) && one.letters !== undefined)) return undefined;
  const plain =
    how === 'test'
      ? flags === undefined
        ? plainText(value)
        : undefined
      : { text: value, atStart: true, atEnd: how === '==' };
  if (plain === undefined || !/^arn:/i.test(plain.text)) return undefined;
  return { text: plain.text, isWhole: plain.atStart && plain.atEnd };
};

/** That is another finding. */
const isOfAnotherForm = ({ how, literal, subject }: Comparison): boolean =>
  how === '==' &&
  subject.some(
    (one) => isField(one) && fieldAt(one.path)?.form?.pattern.test(String(literal.value)) === false,
  );

interface Mistake {
  readonly why: string;
  readonly meant?: string;
}

/** Of the beginning of an ARN, only what a colon ends is looked at. */
const mistakeIn = (text: string, isWhole: boolean): Mistake | undefined => {
  const parts = text.split(':');
  const isGiven = (at: number): boolean => (isWhole ? at < parts.length : at < parts.length - 1);
  const [, partition = '', service = '', region = '', account = ''] = parts;
  const resource = parts.slice(5).join(':');
  const isOfIam = service === 'iam' || service === 'sts';
  if (!text.startsWith('arn:'))
    return { why: 'ARNs begin with "arn:" in small letters', meant: text.replace(/^arn/i, 'arn') };
  if (isGiven(1) && !partitions.includes(partition))
    return {
      why: `the partition is aws, aws-cn or aws-us-gov, not ${written(partition)}`,
      meant: withPart(parts, 1, 'aws'),
    };
  if (isGiven(3) && isOfIam && /^(\d{12}|aws)$/.test(region))
    return {
      why: `${service} has no region, so two colons stand before the account`,
      meant: withPart(parts, 2, `${service}:`),
    };
  if (isGiven(3) && isOfIam && region !== '')
    return { why: `${service} has no region`, meant: withPart(parts, 3, '') };
  if (isWhole && service === 's3' && parts.length < 6)
    return {
      why: 'the ARN of a bucket has three colons before its name',
      meant: `arn:${partition}:s3:::${parts
        .slice(3)
        .filter((part) => part !== '')
        .join(':')}`,
    };
  if (isGiven(4) && isOfIam && account === '' && /^(\d{12}|aws)$/.test(parts[5] ?? ''))
    return { why: `two colons stand before the account`, meant: parts.toSpliced(4, 1).join(':') };
  if (isGiven(4) && isWrongAccount(account, isOfIam)) {
    const bare = account.replaceAll(/[\s-]/g, '');
    return {
      why: `an account has 12 digits, ${written(account)} is none`,
      ...(/^\d{12}$/.test(bare) && { meant: withPart(parts, 4, bare) }),
    };
  }
  if (!isWhole) return undefined;
  if (parts.length < 6) return { why: 'five colons stand before the name of a resource' };
  if (resource === '') return { why: 'it names no resource' };
  if (service === 's3' && (region !== '' || account !== '') && !ofAccounts.test(resource))
    return {
      why: 'the ARN of a bucket has neither a region nor an account',
      meant: `arn:${partition}:s3:::${resource}`,
    };
  return isOfIam ? mistakeInIam(text, service, resource) : undefined;
};

const mistakeInIam = (text: string, service: string, resource: string): Mistake | undefined => {
  const [, type = '', separator = ''] = /^([A-Za-z-]+)([:/])/.exec(resource) ?? [];
  const singular = type.toLowerCase().replace(/ies$/, 'y').replace(/s$/, '');
  if (singularTypes.includes(singular) && (type !== singular || separator !== '/'))
    return {
      why: `the resource begins with ${written(`${singular}/`)}`,
      meant: text.replace(resource, `${singular}/${resource.slice(type.length + 1)}`),
    };
  const other = ofSts.test(resource) ? 'sts' : 'iam';
  return singularTypes.includes(type) && other !== service
    ? { why: `${type} is of ${other}`, meant: text.replace(`:${service}:`, `:${other}:`) }
    : undefined;
};

const ofSts = /^(assumed-role|federated-user)\//;

const singularTypes = [
  'user',
  'role',
  'group',
  'policy',
  'assumed-role',
  'federated-user',
  'instance-profile',
];

const partitions = [
  'aws',
  'aws-cn',
  'aws-us-gov',
  'aws-iso',
  'aws-iso-b',
  'aws-iso-e',
  'aws-iso-f',
  'aws-eusc',
];

/** What of S3 belongs to an account and a region: Service Authorization Reference, "Resource types defined by Amazon S3". */
const ofAccounts = /^(accesspoint|storage-lens|job|async-request|access-grants)/;

/** Policies of AWS are of the account aws, and origin access identities of the account cloudfront. */
const isWrongAccount = (account: string, isOfIam: boolean): boolean =>
  isOfIam
    ? !/^(\d{12}|aws|cloudfront)$/.test(account)
    : /^[\d-]+$/.test(account) && !/^\d{12}$/.test(account);

const withPart = (parts: readonly string[], at: number, part: string): string =>
  parts.with(at, part).join(':');
