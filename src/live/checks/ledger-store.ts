import { uriOf } from '../../aws/object-ref.ts';
import type { S3Prefix } from '../../aws/s3-list.ts';
import { shellWord } from '../../shell-word.ts';
import { anError, aWarning, type LiveCheck, type LiveFinding, unchecked } from '../check.ts';
import type { StoreTrial } from '../store.ts';

/** Whether there is a ledger, and, where it may be written to, whether its store writes under conditions. */
export const ledgerStore: LiveCheck = {
  name: 'ledger',
  needsConfig: true,
  look: async ({ ledger, mayWrite, function: { environment } }, { hasBucket, tryStore }) => {
    if (ledger === undefined)
      return [
        aWarning(
          'there is no ledger: an event that Lambda retries alerts again',
          'set ledger = "s3://my-tattletail-state/claims" in [delivery], or TATTLETAIL_LEDGER',
        ),
      ];
    if (!(await hasBucket(ledger.bucket)))
      return [
        anError(
          `the bucket ${ledger.bucket} of the ledger does not exist`,
          `aws s3 mb ${shellWord(`s3://${ledger.bucket}`)}`,
        ),
      ];
    if (mayWrite) return findingsOf(ledger, await tryStore(ledger));
    // S3 itself always writes under conditions.
    const isOtherStore = Object.keys(environment).some((name) => /^AWS_ENDPOINT_URL(?:_S3)?$/.test(name));
    return isOtherStore ? [notTried(ledger)] : [];
  },
};

const notTried = (ledger: S3Prefix): LiveFinding =>
  unchecked(
    `the ledger is not in S3 itself, and other stores may ignore conditions: ${placeOf(ledger)} was not written to`,
    'run it with --write, and with the AWS_ENDPOINT_URL_S3 of the function: it writes an object there, and deletes it',
  );

const findingsOf = (ledger: S3Prefix, { refusal, leftover }: StoreTrial): readonly LiveFinding[] => [
  ...(refusal === undefined
    ? []
    : [
        anError(
          `${placeOf(ledger)} cannot keep claims: ${refusal}`,
          'use a bucket of S3, or another store that writes under conditions: see "What the store must do" in docs/delivery.md',
        ),
      ]),
  ...(leftover === undefined
    ? []
    : [
        aWarning(
          `the object that was written to try the ledger is still there: ${leftover.reason}`,
          `aws s3 rm ${shellWord(leftover.uri)}`,
        ),
      ]),
];

const placeOf = ({ bucket, prefix }: S3Prefix): string => uriOf({ bucket, key: prefix });
