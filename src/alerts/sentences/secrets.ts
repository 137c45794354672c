import { lets } from '../policy/in-words.ts';
import { words } from '../words.ts';
import { deed, type Rows } from './row.ts';

/** Keys, secrets and parameters. */
export const secrets: Rows = {
  kms: {
    ScheduleKeyDeletion: [
      'schedule the deletion of key {keyId} in {pendingWindowInDays} days',
      'schedule the deletion of key {keyId}',
      'schedule the deletion of a key',
    ],
    CancelKeyDeletion: ['stop the deletion of key {keyId}', 'stop the deletion of a key'],
    DisableKey: ['disable key {keyId}', 'disable a key'],
    EnableKey: ['enable key {keyId}', 'enable a key'],
    DisableKeyRotation: ['turn off the rotation of key {keyId}', 'turn off the rotation of a key'],
    PutKeyPolicy: (call) => [
      deed(
        'put',
        words`a policy on key ${call.names('keyId')} that ${lets(call.values('policy')[0], call.account)}`,
      ),
      'put a policy on key {keyId}',
      'put a policy on a key',
    ],
    CreateGrant: [
      'let {granteePrincipal} use key {keyId} by a grant',
      'create a grant for key {keyId}',
      'create a grant for a key',
    ],
    ImportKeyMaterial: ['import key material into key {keyId}', 'import key material'],
    DeleteImportedKeyMaterial: ['delete the key material of key {keyId}', 'delete the key material of a key'],
    DeleteAlias: ['delete key alias {aliasName}', 'delete a key alias'],
    UpdateAlias: ['make alias {aliasName} stand for key {targetKeyId}', 'change a key alias'],
  },
  secretsmanager: {
    GetSecretValue: ['read secret {secretId}', 'read a secret'],
    BatchGetSecretValue: ['read secrets {secretIdList}', 'read secrets'],
    PutSecretValue: ['change secret {secretId}', 'change a secret'],
    UpdateSecret: ['change secret {secretId}', 'change a secret'],
    DeleteSecret: ({ has }) => [
      has('forceDeleteWithoutRecovery', true) ? 'delete secret {secretId} without recovery' : undefined,
      'delete secret {secretId}',
      'delete a secret',
    ],
    PutResourcePolicy: (call) => [
      deed(
        'put',
        words`a policy on secret ${call.names('secretId')} that ${lets(call.values('resourcePolicy')[0], call.account)}`,
      ),
      'put a policy on secret {secretId}',
      'put a policy on a secret',
    ],
    DeleteResourcePolicy: ['delete the policy of secret {secretId}', 'delete the policy of a secret'],
  },
  ssm: {
    GetParameter: ['read parameter {name}', 'read a parameter'],
    GetParameters: ['read parameters {names}', 'read parameters'],
    GetParametersByPath: ['read the parameters under {path}', 'read parameters'],
    GetParameterHistory: ['read the history of parameter {name}', 'read the history of a parameter'],
    PutParameter: ['write parameter {name}', 'write a parameter'],
    DeleteParameter: ['delete parameter {name}', 'delete a parameter'],
    DeleteParameters: ['delete parameters {names}', 'delete parameters'],
  },
};
