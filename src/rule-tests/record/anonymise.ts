import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { hasNamesOfUsers, isOfAws, isSecretName } from './own-values.ts';
import { createReplacements } from './replace-text.ts';

/** A record in which nothing says any more whose it was. */
export interface Anonymised {
  readonly record: JsonObject;
  /** The texts that were replaced and could be kept; those that are secret never are. */
  readonly replaced: ReadonlySet<string>;
}

export type Anonymise = (record: JsonObject, exceptions?: Exceptions) => Anonymised;

/** What a rule may need of a record. */
interface Exceptions {
  /** Texts that stay. @default none */
  readonly keep?: ReadonlySet<string>;
  /** Whether pieces of names stay that the rule mentions: of `prod-alice`, `prod-`. @default false */
  readonly keepPieces?: boolean;
}

/**
 * Replaces the names, IDs, addresses, accounts, ARNs, keys and mail addresses of records, the same ones by the same ones in
 * all records. What AWS itself names stays, and so do user agents and what the rule mentions. Credentials are hidden.
 */
export const createAnonymiser = (mentioned: readonly string[]): Anonymise => {
  const replacements = createReplacements();
  return (record, { keep = new Set(), keepPieces = false } = {}) => {
    const replaced = new Set<string>();

    const word = (value: string): string =>
      mentioned.includes(value) ? value : replacements.word(value, keepPieces ? mentioned : []);

    const anonymised = (value: JsonValue, path: string): JsonValue => {
      if (isJsonArray(value)) return value.map((item) => anonymised(item, `${path}[]`));
      if (isJsonObject(value)) return anonymisedObject(value, path);
      if (typeof value === 'number')
        return isSmall(value) || mentioned.includes(String(value)) ? value : replacements.number(value);
      return typeof value === 'string' ? leaf(value, path) : value;
    };

    const anonymisedObject = (object: JsonObject, path: string): JsonObject => {
      const parent = nameOf(path);
      return Object.fromEntries(
        Object.entries(object).map(([key, value]) => {
          const name = isFieldName(key) && !hasNamesOfUsers(parent) ? key : leaf(key, `${path}[]`);
          const below = path === '' ? key : `${path}.${key}`;
          return [name, isSecretName(key) ? hidden(value, below) : anonymised(value, below)];
        }),
      );
    };

    /** `credentials` holds fields that are no secret. */
    const hidden = (value: JsonValue, path: string): JsonValue => {
      if (isJsonArray(value)) return value.map((item) => hidden(item, path));
      if (isJsonObject(value)) return anonymisedObject(value, path);
      return typeof value === 'boolean' || value === null || value === 'Success' ? value : secret;
    };

    const leaf = (value: string, path: string): string => {
      if (keep.has(value)) return value;
      const other = text(value, path);
      if (other !== value) replaced.add(value);
      return other;
    };

    const text = (value: string, path: string): string => {
      if (isOfAws(value, path) || mentioned.includes(value)) return value;
      if (path === 'userAgent') return withoutIdentifiers(value);
      return inJson(value, path) ?? arn(value) ?? joined(value) ?? word(value);
    };

    /** Policies are JSON in text, and in some responses encoded as in a URL. */
    const inJson = (value: string, path: string): string | undefined => {
      const decoded = /^%7B/i.test(value) ? fromUrl(value) : value;
      const document = /^\s*[[{]/.test(decoded) ? parsed(decoded) : undefined;
      if (document === undefined) return undefined;
      const json = JSON.stringify(inPolicy(document, path));
      return decoded === value ? json : encodeURIComponent(json);
    };

    /** The actions of a policy are AWS's own. */
    const inPolicy = (value: JsonValue, path: string): JsonValue => {
      if (isJsonArray(value)) return value.map((item) => inPolicy(item, path));
      if (!isJsonObject(value)) return anonymised(value, path);
      return Object.fromEntries(
        Object.entries(value).map(([key, member]) => [
          isFieldName(key) ? key : leaf(key, path),
          /^(Not)?Action$|^Effect$|^Version$/.test(key)
            ? actions(member, path)
            : isSecretName(key)
              ? hidden(member, path)
              : inPolicy(member, path),
        ]),
      );
    };

    const actions = (value: JsonValue, path: string): JsonValue => {
      if (isJsonArray(value)) return value.map((item) => actions(item, path));
      return typeof value === 'string' && /^[a-z\d-]+:[A-Za-z*?]+$/.test(value)
        ? value
        : anonymised(value, path);
    };

    /** `AROA…:alice`: each part is a value of its own. */
    const joined = (value: string): string | undefined =>
      /^[^\s:]+:[^\s:]+$/.test(value)
        ? value
            .split(':')
            .map((part) => (isOfAws(part, '') ? part : word(part)))
            .join(':')
        : undefined;

    const arn = (value: string): string | undefined => {
      const [, head, service = '', region = '', account = '', resource = ''] =
        /^(arn:aws[a-z-]*):([a-z\d-]+):([a-z\d-]*):([^:\s]*):(\S+)$/.exec(value) ?? [];
      if (head === undefined) return undefined;
      const inAccount = account === '' || account === 'aws' ? account : word(account);
      const inRegion = region === '' || isOfAws(region, '') ? region : word(region);
      return [head, service, inRegion, inAccount, resourceOf(resource, service)].join(':');
    };

    /** `role/path/name`: what comes first is a type, except in S3. */
    const resourceOf = (resource: string, service: string): string => {
      const parts = resource.split(/([:/])/);
      const hasType = parts.length > 1 && service !== 's3' && /^[a-z-]+$/.test(parts[0] ?? '');
      return parts
        .map((part, index) => {
          const isOwn =
            (index === 0 && hasType) || /^[:/]$/.test(part) || isOfAws(part, '') || ownParts.has(part);
          return isOwn ? part : word(part);
        })
        .join('');
    };

    const withoutIdentifiers = (value: string): string =>
      value.replaceAll(identifiers, (found) => arn(found) ?? word(found));

    return { record: anonymisedObject(record, ''), replaced };
  };
};

/** What CloudTrail itself writes in the place of a value that it keeps back. */
const secret = 'HIDDEN_DUE_TO_SECURITY_REASONS';

/** Ports, counts and sizes. */
const isSmall = (value: number): boolean => Math.abs(value) < 1_000_000_000;

/** Parts of ARNs that AWS names. */
const ownParts: ReadonlySet<string> = new Set([
  'aws-service-role',
  'aws-reserved',
  'service-role',
  'aws',
  'lambda',
]);

/** As APIs name fields, and conditions of policies. */
const isFieldName = (key: string): boolean =>
  /^[A-Za-z][A-Za-z\d]{0,60}$/.test(key) ||
  /^(aws|[a-z\d]+):[A-Za-z]+$/.test(key) ||
  /^x-amz-[a-z\d-]+$/i.test(key);

const nameOf = (path: string): string =>
  path
    .replace(/(\[\])+$/, '')
    .split('.')
    .at(-1) ?? '';

const identifiers =
  /arn:aws[a-z-]*:[^\s"'),;\]]+|(?<!\d)\d{12}(?!\d)|\bA[A-Z]{3}[A-Z\d]{12,}\b|[^\s@/:;("'[]+@[^\s@/:;)"'\]]+\.[a-z]+|(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])|\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b/gi;

const parsed = (text: string): JsonValue | undefined => {
  try {
    return JSON.parse(text) as JsonValue; // it returns nothing else
  } catch {
    return undefined;
  }
};

const fromUrl = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
