import { partsOfArn } from '../aws/arn.ts';
import { hasBucket, notifiedBy } from '../aws/live/bucket.ts';
import type { LiveClients } from '../aws/live/clients.ts';
import { concurrencyOf, eventSourcesOf, onFailureOf, policyOfFunction } from '../aws/live/function.ts';
import { isVerified, mailAccount } from '../aws/live/mail.ts';
import { notAllowedBy, type RoleCall } from '../aws/live/role.ts';
import { rulesFor } from '../aws/live/rules.ts';
import { policyOfTopic, subscribersOf } from '../aws/live/topics.ts';
import { statusOfTrail, type Trail } from '../aws/live/trails.ts';
import type { S3Prefix } from '../aws/s3-list.ts';
import type { ReadSecret } from '../destinations/secrets/read-secret.ts';
import { onceEach } from '../once-each.ts';
import { tryStore } from './store.ts';

/** What checks ask of AWS, with the caller's credentials, and once what several of them ask. Only `tryStore` writes. */
export type LiveCalls = ReturnType<typeof createLiveCalls>;

/** `trails` are those that the account sees. */
export const createLiveCalls = (
  { cloudtrail, events, iam, lambda, s3, ses, sns }: LiveClients,
  {
    trails,
    readSecret,
  }: { readonly trails: () => Promise<readonly Trail[]>; readonly readSecret: ReadSecret },
) => ({
  trails,
  readSecret,
  statusOfTrail: (trail: Trail) => statusOfTrail(cloudtrail, trail),
  hasBucket: (bucket: string) => hasBucket(s3, bucket),
  notifiedBy: onceEach((bucket: string) => notifiedBy(s3, bucket)),
  rulesFor: (targetArn: string) => rulesFor(events, targetArn),
  subscribersOf: (topicArn: string) => subscribersOf(sns(partsOfArn(topicArn).region), topicArn),
  policyOfTopic: (topicArn: string) => policyOfTopic(sns(partsOfArn(topicArn).region), topicArn),
  policyOfFunction: onceEach((arn: string) => policyOfFunction(lambda, arn)),
  eventSourcesOf: onceEach((name: string) => eventSourcesOf(lambda, name)),
  onFailureOf: onceEach((name: string) => onFailureOf(lambda, name)),
  concurrencyOf: (arn: string) => concurrencyOf(lambda, arn),
  notAllowedBy: (roleArn: string, calls: readonly RoleCall[]) => notAllowedBy(iam, roleArn, calls),
  mailAccount: () => mailAccount(ses),
  isVerified: (identity: string) => isVerified(ses, identity),
  tryStore: (ledger: S3Prefix) => tryStore(s3, ledger),
});
