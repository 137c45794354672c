import type { SecretReference } from '../../destinations/secrets/reference.ts';
import { shellWord } from '../../shell-word.ts';

/**
 * What puts a secret where a reference points. Commands take it from the keyboard, so that it does not stay in the history
 * of a shell.
 */
export const secretSteps = (references: readonly SecretReference[]): readonly string[] =>
  references.flatMap(stepsFor);

const stepsFor = (reference: SecretReference): readonly string[] => {
  switch (reference.store) {
    case 'ssm':
      return stepsForParameter(reference);
    case 'secretsmanager':
      return stepsForSecret(reference);
    case 'env':
      return [`Put the secret into the environment variable ${reference.name} of the function.`];
  }
};

type Of<Store> = Extract<SecretReference, { readonly store: Store }>;

const stepsForParameter = ({ text, name, region }: Of<'ssm'>): readonly string[] => {
  const path = name.replace(/^arn:.*:parameter/, '');
  return [
    `Put the secret where ${text} points: run this, paste it, and press Enter and Ctrl+D.`,
    `  aws ssm put-parameter --name ${shellWord(path)} --type SecureString --value "$(cat)"${inRegion(region)}`,
    path.startsWith('/')
      ? `The template lets the function read it with SecretParameter=${path}.`
      : 'Let the role of the function read it (ssm:GetParameter): the template takes only names with a slash before them.',
  ];
};

const stepsForSecret = ({ text, id, region, key }: Of<'secretsmanager'>): readonly string[] => {
  const what = key === undefined ? 'it' : `JSON with the secret under ${JSON.stringify(key)}`;
  // An ARN ends with characters that Secrets Manager chose, so the secret exists.
  const command = id.startsWith('arn:')
    ? `put-secret-value --secret-id ${shellWord(id)}`
    : `create-secret --name ${shellWord(id)}`;
  return [
    `Put the secret where ${text} points: run this, paste ${what}, and press Enter and Ctrl+D.`,
    `  aws secretsmanager ${command} --secret-string "$(cat)"${inRegion(region)}`,
    'Let the role of the function read it (secretsmanager:GetSecretValue), with ExtraPolicyArn of the template.',
  ];
};

const inRegion = (region: string | undefined): string => (region === undefined ? '' : ` --region ${region}`);
