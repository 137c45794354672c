import { quotedWord, shellWord } from '../shell-word.ts';

/** What a job of S3 Batch Operations is created with. */
export interface Job {
  readonly functionArn: string;
  readonly roleArn: string;
  /** Where the manifest is copied to, and where S3 writes the completion report. */
  readonly to: { readonly bucket: string; readonly prefix: string };
  /** The local file. */
  readonly manifest: string;
  /** Whether it only counts. */
  readonly count: boolean;
  readonly description: string;
}

/**
 * The commands that copy the manifest to S3 and create the job. Each runs only after the one before it: there may be an older
 * manifest.
 */
export const commandsOf = ({ functionArn, roleArn, to, manifest, count, description }: Job): string => {
  const [, partition = 'aws', , region = '', account = ''] = functionArn.split(':');
  const folder = to.prefix === '' || to.prefix.endsWith('/') ? to.prefix : `${to.prefix}/`;
  const key = `${folder}manifest.csv`;
  const bucketArn = `arn:${partition}:s3:::${to.bucket}`;
  // Only version 2.0 passes arguments on.
  const operation = {
    LambdaInvoke: {
      FunctionArn: functionArn,
      InvocationSchemaVersion: '2.0',
      ...(count && { UserArguments: { mode: 'count' } }),
    },
  };
  const report = {
    Bucket: bucketArn,
    Prefix: `${folder}reports`,
    Format: 'Report_CSV_20180820',
    Enabled: true,
    ReportScope: 'AllTasks',
  };
  const spec = { Format: 'S3BatchOperations_CSV_20180820', Fields: ['Bucket', 'Key'] };
  const location = { ObjectArn: `${bucketArn}/${key}` };
  // The ETag protects a job from a manifest that is replaced meanwhile. Only the shell knows it.
  const withoutETag = JSON.stringify({ Spec: spec, Location: location }).slice(0, -'}}'.length);
  const given = `${quotedWord(`${withoutETag},"ETag":"`)}"$etag"${quotedWord('"}}')}`;
  return [
    `aws s3 cp ${shellWord(manifest)} ${shellWord(`s3://${to.bucket}/${key}`)} &&`,
    `etag=$(aws s3api head-object --bucket ${shellWord(to.bucket)} --key ${shellWord(key)} --query ETag --output text | tr -d '"') && test -n "$etag" &&`,
    [
      `aws s3control create-job --region ${region} --account-id ${account} --no-confirmation-required`,
      `--operation ${shellWord(JSON.stringify(operation))}`,
      `--manifest ${given}`,
      `--report ${shellWord(JSON.stringify(report))}`,
      `--priority 10 --role-arn ${shellWord(roleArn)} --description ${shellWord(description)}`,
    ].join(' \\\n  '),
    '',
  ].join('\n');
};
