/**
 * What each action that a role of ours allows is for: what src makes to call it, of the SDK or of Powertools, or what AWS
 * does with the role.
 */
export const uses: Readonly<Record<string, Use>> = {
  's3:GetObject': { command: 'GetObjectCommand', api: 'GetObject' },
  's3:GetObjectVersion': { command: 'GetObjectCommand', api: 'GetObject' },
  's3:PutObject': { command: 'PutObjectCommand', api: 'PutObject' },
  's3:ListBucket': { command: 'ListObjectsV2Command', api: 'ListObjects' },
  'cloudtrail:ListPublicKeys': { command: 'ListPublicKeysCommand', api: 'ListPublicKeys' },
  'ses:SendEmail': { command: 'SendEmailCommand', api: 'SendEmail' },
  'sns:Publish': { command: 'PublishCommand', api: 'Publish' },
  'events:PutEvents': { command: 'PutEventsCommand', api: 'PutEvents' },
  'kms:Decrypt': {
    by: 'S3, Systems Manager and Secrets Manager, for what is encrypted with a key of yours',
    api: 'Decrypt',
  },
  'logs:CreateLogStream': { by: 'Lambda, for the logs of the function', api: 'CreateLogStream' },
  'logs:PutLogEvents': { by: 'Lambda, for the logs of the function', api: 'PutLogEvents' },
  'sqs:ReceiveMessage': { by: 'Lambda, which polls the queue', api: 'ReceiveMessage' },
  'sqs:DeleteMessage': { by: 'Lambda, which polls the queue', api: 'DeleteMessage' },
  'sqs:GetQueueAttributes': { by: 'Lambda, which polls the queue', api: 'GetQueueAttributes' },
  'ssm:GetParameter': { command: 'SSMProvider', api: 'GetParameter' },
  'secretsmanager:GetSecretValue': { command: 'SecretsProvider', api: 'GetSecretValue' },
};

type Use = { readonly api: string } & ({ readonly command: string } | { readonly by: string });
