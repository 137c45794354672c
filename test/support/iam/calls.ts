import type { Loopback } from '../loopback.ts';
import { readTarget } from '../s3/request.ts';
import type { Call } from './policy.ts';

type Requests = Loopback['requests'];

/** The calls that requests to a fake S3 need to be allowed. Throws for requests that it does not know. */
export const s3Calls = (requests: Requests): readonly Call[] =>
  requests.flatMap(({ method, target, headers, status }) => {
    const { bucket, key, query } = readTarget(target) ?? unknown(`${method} ${target}`);
    const [bucketArn, objectArn] = [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/${key}`];
    if (method === 'GET' && key === '')
      return [
        { action: 's3:ListBucket', resource: bucketArn, context: { 's3:prefix': query.get('prefix') ?? '' } },
      ];
    // Without s3:ListBucket, S3 answers 403 instead (S3 API Reference, "GetObject").
    const list: readonly Call[] =
      status === 404 ? [{ action: 's3:ListBucket', resource: bucketArn, context: {} }] : [];
    if (method === 'GET')
      return [
        { action: query.has('versionId') ? 's3:GetObjectVersion' : 's3:GetObject', resource: objectArn },
        ...list,
      ];
    if (method !== 'PUT') return unknown(`${method} ${target}`);
    const context = {
      'aws:SecureTransport': 'true',
      ...(headers['if-none-match'] !== undefined && { 's3:if-none-match': headers['if-none-match'] }),
      ...(headers['if-match'] !== undefined && { 's3:if-match': headers['if-match'] }),
    };
    // To compare an ETag needs permission to read it (S3 User Guide, "How to prevent object overwrites").
    const read: readonly Call[] =
      headers['if-match'] === undefined ? [] : [{ action: 's3:GetObject', resource: objectArn }];
    return [{ action: 's3:PutObject', resource: objectArn, context }, ...read, ...list];
  });

const account = '111122223333';
const region = 'eu-central-1';

/**
 * SES decides by the identity that it has verified: the address or its domain (SES Developer Guide, "Sending authorization"),
 * and by the configuration set too if the request names one (Service Authorization Reference, "Amazon SES").
 */
export const sesCalls = (requests: Requests, verified: string): readonly Call[] =>
  requests.flatMap(({ method, target, body }) => {
    if (method !== 'POST' || target !== '/v2/email/outbound-emails') return unknown(`${method} ${target}`);
    const { FromEmailAddress: from, ConfigurationSetName: set } = JSON.parse(String(body)) as {
      readonly FromEmailAddress: string;
      readonly ConfigurationSetName?: string;
    };
    const context = { 'ses:FromAddress': /<(.*)>$/.exec(from)?.[1] ?? from };
    return [`identity/${verified}`, ...(set === undefined ? [] : [`configuration-set/${set}`])].map(
      (name) => ({
        action: 'ses:SendEmail',
        resource: `arn:aws:ses:${region}:${account}:${name}`,
        context,
      }),
    );
  });

export const snsCalls = (requests: Requests): readonly Call[] =>
  requests.map(({ body }) => {
    const form = new URLSearchParams(String(body));
    if (form.get('Action') !== 'Publish') return unknown(`${form.get('Action')} of SNS`);
    return { action: 'sns:Publish', resource: form.get('TopicArn') ?? '' };
  });

export const eventBridgeCalls = (requests: Requests): readonly Call[] =>
  requests.flatMap(({ headers, body }) => {
    if (headers['x-amz-target'] !== 'AWSEvents.PutEvents') return unknown(String(headers['x-amz-target']));
    const { Entries } = JSON.parse(String(body)) as { readonly Entries: readonly { EventBusName: string }[] };
    return Entries.map(({ EventBusName }) => ({ action: 'events:PutEvents', resource: EventBusName }));
  });

/**
 * Systems Manager decrypts with what the caller may do (AWS Systems Manager User Guide, "How AWS Systems Manager Parameter
 * Store uses AWS KMS").
 */
export const ssmCalls = (requests: Requests, key: string): readonly Call[] =>
  requests.flatMap(({ headers, body }) => {
    if (headers['x-amz-target'] !== 'AmazonSSM.GetParameter') return unknown(String(headers['x-amz-target']));
    const { Name, WithDecryption } = JSON.parse(String(body)) as {
      readonly Name: string;
      readonly WithDecryption?: boolean;
    };
    const arn = Name.startsWith('arn:') ? Name : `arn:aws:ssm:${region}:${account}:parameter${Name}`;
    const get = { action: 'ssm:GetParameter', resource: arn };
    const decrypt = decryptCall(key, 'ssm', { 'kms:EncryptionContext:PARAMETER_ARN': arn });
    return WithDecryption === true ? [get, decrypt] : [get];
  });

/** The same for secrets (AWS Secrets Manager User Guide, "Secret encryption and decryption"). */
export const secretsManagerCalls = (requests: Requests, key: string): readonly Call[] =>
  requests.flatMap(({ headers, body }) => {
    if (headers['x-amz-target'] !== 'secretsmanager.GetSecretValue')
      return unknown(String(headers['x-amz-target']));
    const { SecretId: id } = JSON.parse(String(body)) as { readonly SecretId: string };
    // Every ARN ends with a hyphen and six characters that Secrets Manager chooses.
    const arn = id.startsWith('arn:')
      ? id
      : `arn:aws:secretsmanager:${region}:${account}:secret:${id}-AbCdEf`;
    return [
      { action: 'secretsmanager:GetSecretValue', resource: arn },
      decryptCall(key, 'secretsmanager', { 'kms:EncryptionContext:SecretARN': arn }),
    ];
  });

/** What KMS is asked for by another service in the name of the caller. */
export const decryptCall = (key: string, service: string, context: Call['context'] = {}): Call => ({
  action: 'kms:Decrypt',
  resource: key,
  context: { 'kms:ViaService': `${service}.${region}.amazonaws.com`, ...context },
});

export const cloudTrailCalls = (requests: Requests): readonly Call[] =>
  requests.map(({ headers }) => {
    const [, operation] = /\.(\w+)$/.exec(String(headers['x-amz-target'])) ?? [];
    if (operation !== 'ListPublicKeys') return unknown(`${operation} of CloudTrail`);
    return { action: 'cloudtrail:ListPublicKeys', resource: '*' };
  });

const unknown = (what: string): never => {
  throw new Error(`it is not known which permission ${what} needs`);
};
