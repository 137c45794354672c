import { partsOfArn } from '../../aws/arn.ts';
import { isDenied } from '../../aws/live/permission.ts';
import type { SecretReference } from '../../destinations/secrets/reference.ts';
import { messageOf } from '../../errors.ts';
import { quotedWord, shellWord } from '../../shell-word.ts';
import { anError, type LiveCheck, type LiveFinding, unchecked } from '../check.ts';

/** Whether the secrets that the config refers to can be read. Variables are those of the function. */
export const secrets: LiveCheck = {
  name: 'secrets',
  look: async ({ secrets: references, function: { arn } }, { readSecret }) => {
    const { region } = partsOfArn(arn);
    const found = await Promise.all(
      references.map(async (reference): Promise<readonly LiveFinding[]> => {
        try {
          await readSecret(reference);
          return [];
        } catch (error) {
          if (error instanceof Error && isDenied(error.cause))
            return [unchecked(messageOf(error), `allow yourself ${permissionFor[reference.store]}`)];
          return [anError(messageOf(error), fixOf(reference, region))];
        }
      }),
    );
    return found.flat();
  },
};

const permissionFor = {
  ssm: 'ssm:GetParameter, and kms:Decrypt on the key of the parameter',
  secretsmanager: 'secretsmanager:GetSecretValue, and kms:Decrypt on the key of the secret',
  env: 'lambda:GetFunctionConfiguration',
} as const;

const fixOf = (reference: SecretReference, ofFunction: string): string => {
  if (reference.store === 'env') return `add ${reference.name} to the environment variables of the function`;
  const region = reference.region ?? ofFunction;
  return reference.store === 'ssm'
    ? `aws ssm put-parameter --region ${region} --name ${shellWord(reference.name)} --type SecureString --overwrite --value VALUE`
    : `aws secretsmanager put-secret-value --region ${region} --secret-id ${quotedWord(reference.id)} --secret-string VALUE`;
};
