import * as z from 'zod';

/** Where a secret is kept. The config holds this instead of it. */
export type SecretReference = { readonly text: string } & (
  | { readonly store: 'ssm'; readonly name: string; readonly region: string | undefined }
  | {
      readonly store: 'secretsmanager';
      readonly id: string;
      readonly region: string | undefined;
      /** Of a secret that is a JSON object. */
      readonly key: string | undefined;
    }
  | { readonly store: 'env'; readonly name: string }
);

/** A reference that is written as one. Throws for what only begins like one: `secret` has refused that. */
export const referenceIn = (text: string): SecretReference | undefined => {
  const reference = readReference(text);
  if (typeof reference === 'string') throw new Error(`a reference ${reference}`);
  return reference;
};

/** Whether it is no secret itself, even if it is not written as it must be. */
export const isReference = (text: string): boolean => /^(?:ssm|secretsmanager|env):/.test(text);

/** A secret, or a reference to one. The value that is read later must be as `literal` says, too. */
export const secret = <Literal extends z.ZodType<string, string>>(literal: Literal) =>
  z.string().superRefine((text, context) => {
    const reference = readReference(text);
    // As an object, so that what comes after it is checked as well.
    const add = (message: string): void => context.addIssue({ code: 'custom', message });
    if (typeof reference === 'string') add(reference);
    else if (reference === undefined)
      for (const { message } of literal.safeParse(text).error?.issues ?? []) add(message);
  });

/** Each reference once, however many keys have it. */
export const distinctReferences = (references: readonly SecretReference[]): readonly SecretReference[] => [
  ...new Map(references.map((reference) => [reference.text, reference])).values(),
];

/** Undefined for what is no reference. Otherwise the reference, or what is wrong with it. */
export const readReference = (text: string): SecretReference | string | undefined => {
  const store = /^(ssm|secretsmanager|env):/.exec(text)?.[1];
  switch (store) {
    case 'ssm':
      return parameterIn(text);
    case 'secretsmanager':
      return secretIn(text);
    case 'env':
      return variableIn(text);
    default:
      return undefined;
  }
};

/** AWS Systems Manager User Guide, "Parameter names". */
const parameterIn = (text: string): SecretReference | string => {
  const [, name, region] =
    /^ssm:((?:arn:aws[a-z-]*:ssm:([a-z0-9-]+):\d{12}:parameter)?\/[\w./-]{1,1010}|[\w.-]{1,1011})$/.exec(
      text,
    ) ?? [];
  if (name !== undefined) return { store: 'ssm', name, region, text };
  // Parameter Store takes a version or a label behind a colon.
  return /^ssm:(?:arn:[^/]*)?[\w./-]+:[\w.-]*$/.test(text)
    ? 'must have no version or label behind it: the current value of a parameter is read'
    : 'must be ssm: and the name of a parameter, such as ssm:/tattletail/slack, or its ARN';
};

/** AWS Secrets Manager API Reference, "CreateSecret". */
const secretIn = (text: string): SecretReference | string => {
  const [, id, region, key] =
    /^secretsmanager:(arn:aws[a-z-]*:secretsmanager:([a-z0-9-]+):\d{12}:secret:[\w/+=.@-]{1,520}|[\w/+=.@-]{1,512})(?:#([^#]{1,200}))?$/.exec(
      text,
    ) ?? [];
  return id === undefined
    ? 'must be secretsmanager: and the name or ARN of a secret, and # and a key of it if it is a JSON object'
    : { store: 'secretsmanager', id, region, key, text };
};

/** Lambda keeps the credentials of the role in variables that begin with AWS_: nobody may have them sent anywhere. */
const variableIn = (text: string): SecretReference | string => {
  const [, name] = /^env:((?!AWS_)[A-Za-z_]\w{0,200})$/.exec(text) ?? [];
  return name === undefined
    ? 'must be env: and the name of an environment variable that does not begin with AWS_'
    : { store: 'env', name, text };
};
