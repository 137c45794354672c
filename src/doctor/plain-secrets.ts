import type { Table } from '../config/tables.ts';
import { destinationTypes } from '../destinations/registry.ts';
import { isReference } from '../destinations/secrets/reference.ts';
import { textsIn } from '../destinations/secrets/settings.ts';
import { isLoopback } from '../destinations/webhook-url.ts';

/**
 * A note about secrets that stand in the config itself, if there are any. It is no finding: the config of the Go program
 * can have nothing else.
 */
export const noteOnPlainSecrets = (destinations: readonly Table[]): string | undefined => {
  const [first, ...others] = destinations.flatMap(plainSecretsIn);
  if (first === undefined) return undefined;
  const more = others.length === 0 ? '' : `, and ${others.length} more`;
  return `a secret in plain text: ${first}${more}. Whoever reads the config or the zip has it; "ssm:…", "secretsmanager:…" or "env:…" keeps it elsewhere`;
};

const plainSecretsIn = ({ values, where }: Table): readonly string[] => {
  const secrets = destinationTypes.find(({ type }) => type === values.type)?.secrets ?? [];
  return secrets
    .filter((key) => textsIn(values[key]).some((text) => !isReference(text) && !isHarmless(text)))
    .map((key) => `${key} of ${where}`);
};

const isHarmless = (text: string): boolean => isLoopback(text) || isExample.test(text);

/** Those of documentation. A URL without a path leads to whoever is there. */
const isExample =
  /X{4}|\/T0+\/B0+\/|^xoxb-YOUR|\bexample\.(?:com|net|org)\b|^(?:0123456789abcdef){2}$|^whsec_AAECAwQF/;
