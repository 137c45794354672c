import { isJsonObject, nonEmptyString } from '../../json.ts';
import type { OwnCall } from '../../trail/own-call.ts';
import type { SecretReference } from './reference.ts';

/** The calls that reading a secret makes, and those that its store makes to KMS on our behalf. */
export const ownCallsFor = (reference: SecretReference): readonly OwnCall[] => {
  switch (reference.store) {
    case 'ssm':
      return ownCallsForParameter(reference.name);
    case 'secretsmanager':
      return ownCallsForSecret(reference.id);
    case 'env':
      return [];
  }
};

const ownCallsForParameter = (name: string): readonly OwnCall[] => {
  const path = name.replace(/^arn:.*:parameter/, '').replace(/^\/?/, '/');
  return [
    {
      eventSource: 'ssm.amazonaws.com',
      eventName: 'GetParameter',
      isForOurs: (parameters) => parameters.name === name,
    },
    // AWS Systems Manager User Guide, "How AWS Systems Manager Parameter Store uses AWS KMS".
    decrypt('ssm.amazonaws.com', 'PARAMETER_ARN', (arn) =>
      name.startsWith('arn:') ? arn === name : arn.endsWith(`:parameter${path}`),
    ),
  ];
};

const ownCallsForSecret = (id: string): readonly OwnCall[] => [
  {
    eventSource: 'secretsmanager.amazonaws.com',
    eventName: 'GetSecretValue',
    isForOurs: (parameters) => parameters.secretId === id,
  },
  // AWS Secrets Manager User Guide, "Secret encryption and decryption": an ARN has the name and six more characters.
  decrypt('secretsmanager.amazonaws.com', 'SecretARN', (arn) => {
    const [, name] = /:secret:(.*)-[A-Za-z0-9]{6}$/.exec(arn) ?? [];
    return arn === id || name === id || arn.replace(/-[A-Za-z0-9]{6}$/, '') === id;
  }),
];

const decrypt = (by: string, what: string, isOurs: (arn: string) => boolean): OwnCall => ({
  eventSource: 'kms.amazonaws.com',
  eventName: 'Decrypt',
  isForOurs: ({ encryptionContext }, { userIdentity }) => {
    if (!isJsonObject(encryptionContext) || !isJsonObject(userIdentity)) return false;
    const arn = nonEmptyString(encryptionContext[what]);
    return userIdentity.invokedBy === by && arn !== undefined && isOurs(arn);
  },
});
