import { plain } from './plain.ts';

/** What an ARN names, and the account unless it is the event's: `Admin in account 444455556666`. */
export const shortArn = (text: string, account: string | undefined): string => {
  const arn = parsed(text);
  return arn === undefined ? plain(text) : withAccount(plain(arn.name), arn, account);
};

/** The same after the kind of what it is: `role Admin`. Undefined if it names nothing. */
export const namedInArn = (text: string, account: string | undefined): string | undefined => {
  const arn = parsed(text);
  return arn === undefined ? undefined : withAccount(`${arn.kind} ${plain(arn.name)}`, arn, account);
};

interface Arn {
  readonly kind: string;
  readonly name: string;
  readonly account: string;
}

/** `arn:PARTITION:SERVICE:REGION:ACCOUNT:` and then KIND/NAME, KIND:NAME or only NAME (AWS General Reference, "ARNs"). */
const parsed = (text: string): Arn | undefined => {
  const { service = '', account = '', rest = '' } = form.exec(text)?.groups ?? {};
  const ownKind = kindOf[service];
  if (ownKind !== undefined)
    return rest === ''
      ? undefined
      : { kind: service === 's3' && rest.includes('/') ? 'object' : ownKind, name: rest, account };
  const [, kind = service, name = rest] = /^([a-z][\w-]{0,50})[/:](.+)$/is.exec(rest) ?? [];
  if (/^(?:[\w-]*[/:])?\**$/.test(name) || service === '') return undefined;
  return { kind: kind.replaceAll('-', ' '), name: name.replace(/:\*$/, ''), account };
};

const form = /^arn:[\w-]+:(?<service>[\w-]{1,50}):[\w-]*:(?<account>\w*):(?<rest>.+)$/s;

const kindOf: Readonly<Record<string, string | undefined>> = { s3: 'bucket', sns: 'topic', sqs: 'queue' };

const withAccount = (text: string, arn: Arn, account: string | undefined): string =>
  /^\d{12}$/.test(arn.account) && account !== undefined && arn.account !== account
    ? `${text} in account ${arn.account}`
    : text;
