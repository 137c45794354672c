import { nonEmptyString } from '../../json.ts';

/** An ARN of IAM or STS that names a caller (IAM User Guide, "IAM identifiers"). */
interface CallerArn {
  readonly account: string;
  /** `user`, `assumed-role`, `root` and so on. */
  readonly kind: string;
  /** What follows the first slash; a path and a name, or role and session. */
  readonly path: string;
}

export const callerArn = (arn: unknown): CallerArn | undefined => {
  const found = /^arn:[\w-]+:(?:iam|sts)::(\d{12}):([\w-]+)(?:\/(.*))?$/s.exec(nonEmptyString(arn) ?? '');
  if (found === null) return undefined;
  const [, account = '', kind = '', path = ''] = found;
  return { account, kind, path };
};

/** Behind the path. */
export const lastOf = (path: string): string | undefined =>
  nonEmptyString(path.slice(path.lastIndexOf('/') + 1));

/** `arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com`, or only the host. */
export const providerName = (provider: string): string => {
  const arn = callerArn(provider);
  return arn !== undefined && /^(?:oidc|saml)-provider$/.test(arn.kind) && arn.path !== ''
    ? arn.path
    : provider;
};

/** What is before the first separator, and what is behind it. */
export const splitAt = (
  separator: string,
  text: string,
): readonly [string | undefined, string | undefined] => {
  const end = text.indexOf(separator);
  return end < 0
    ? [nonEmptyString(text), undefined]
    : [nonEmptyString(text.slice(0, end)), nonEmptyString(text.slice(end + 1))];
};
