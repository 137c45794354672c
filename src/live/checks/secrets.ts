import { partsOfArn } from '../../aws/arn.ts';
import { isDenied } from '../../aws/live/permission.ts';
import type { SecretReference } from '../../destinations/secrets/reference.ts';
import { DeliveryError, messageOf } from '../../errors.ts';
import { quotedWord, shellWord } from '../../shell-word.ts';
import { anError, type LiveCheck, type LiveFinding, unchecked } from '../check.ts';
import type { Subject } from '../subject.ts';

/** Whether the secrets that the config refers to can be read, and used. Variables are those of the function. */
export const secrets: LiveCheck = {
  name: 'secrets',
  needsConfig: true,
  look: async ({ secrets: references, destinations, function: { arn } }, { readSecret }) => {
    const { region } = partsOfArn(arn);
    const read = new Map<string, string>();
    const found = await Promise.all(
      references.map(async (reference): Promise<readonly LiveFinding[]> => {
        try {
          read.set(reference.text, await readSecret(reference));
          return [];
        } catch (error) {
          if (error instanceof Error && isDenied(error.cause))
            return [unchecked(messageOf(error), `allow yourself ${permissionFor[reference.store]}`)];
          return [anError(messageOf(error), fixOf(reference, region))];
        }
      }),
    );
    const unusable = destinations
      .filter((destination) => destination.references.every(({ text }) => read.has(text)))
      .flatMap((destination) => problemOf(destination, read) ?? [])
      .map(({ reference, message }) => [message, anError(message, fixOf(reference, region))] as const);
    // Several destinations may have the same secret.
    return [...found.flat(), ...new Map(unusable).values()];
  },
};

const problemOf = (
  { references, expectUsable }: Subject['destinations'][number],
  read: ReadonlyMap<string, string>,
) => {
  try {
    expectUsable(read);
    return undefined;
  } catch (error) {
    const message = messageOf(error);
    const reference = references.find(({ text }) => message.startsWith(`${text} `));
    if (!(error instanceof DeliveryError) || reference === undefined) throw error;
    return { message, reference };
  }
};

const permissionFor = {
  ssm: 'ssm:GetParameter, and kms:Decrypt on the key of the parameter',
  secretsmanager: 'secretsmanager:GetSecretValue, and kms:Decrypt on the key of the secret',
  env: 'lambda:GetFunctionConfiguration',
} as const;

/** Takes the secret from the keyboard, so that it does not stay in the history of the shell. */
const fixOf = (reference: SecretReference, ofFunction: string): string => {
  if (reference.store === 'env')
    return `set ${reference.name} among the environment variables of the function`;
  const region = reference.region ?? ofFunction;
  return reference.store === 'ssm'
    ? `aws ssm put-parameter --region ${region} --name ${shellWord(reference.name)} --type SecureString --overwrite --value "$(cat)" # paste it, and press Enter and Ctrl+D`
    : `aws secretsmanager put-secret-value --region ${region} --secret-id ${quotedWord(reference.id)} --secret-string "$(cat)" # paste it, and press Enter and Ctrl+D`;
};
