import * as z from 'zod';
import { unusable } from './read-secret.ts';
import { isReference, referenceIn, type SecretReference } from './reference.ts';
import type { Secrets } from './send-with-secrets.ts';

type Settings = Readonly<Record<string, unknown>>;

/** The references in the settings of a destination, each once. */
export const referencesIn = (settings: Settings, keys: readonly string[]): readonly SecretReference[] => {
  const texts = new Set(keys.flatMap((key) => textsIn(settings[key])));
  return [...texts].flatMap((text) => referenceIn(text) ?? []);
};

/** The texts in a text, a list or a table. */
export const textsIn = (value: unknown): readonly string[] =>
  (typeof value === 'object' && value !== null ? Object.values(value) : [value]).filter(
    (text) => typeof text === 'string',
  );

/**
 * The values of these keys with secrets in place of references, which must be what `schemas` want of them. Throws
 * DeliveryError, which holds no secret.
 */
export const valuesOf = (
  settings: Settings,
  keys: readonly string[],
  schemas: Readonly<Record<string, z.core.$ZodType>>,
  secrets: Secrets,
): Settings =>
  Object.fromEntries(keys.map((key) => [key, readValue(key, settings[key], schemas[key], secrets)]));

const readValue = (
  key: string,
  written: unknown,
  schema: z.core.$ZodType | undefined,
  secrets: Secrets,
): unknown => {
  for (const text of textsIn(written)) {
    if (isReference(secrets.get(text) ?? '')) throw wrong(text, 'it is another reference');
  }
  const value = withSecrets(written, secrets);
  const issue = schema && z.safeParse(schema, value).error?.issues[0];
  if (issue === undefined) return value;
  const [text = ''] = textsIn(textAt(written, issue.path));
  throw wrong(text, `${[key, ...issue.path].join('.')} ${issue.message}`);
};

const withSecrets = (written: unknown, secrets: Secrets): unknown => {
  if (typeof written === 'string') return secrets.get(written) ?? written;
  if (Array.isArray(written)) return written.map((item) => withSecrets(item, secrets));
  if (typeof written !== 'object' || written === null) return written;
  return Object.fromEntries(
    Object.entries(written).map(([name, item]) => [name, withSecrets(item, secrets)]),
  );
};

const textAt = (written: unknown, [first]: readonly PropertyKey[]): unknown =>
  first === undefined || typeof written !== 'object' || written === null
    ? written
    : Object.entries(written).find(([name]) => name === String(first))?.[1];

const wrong = (text: string, reason: string) => unusable({ text }, reason);
