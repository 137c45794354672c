import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  nonEmptyString,
  wellFormed,
  withinDepth,
} from '../json.ts';
import { globFor } from '../rules/glob.ts';
import type { CloudTrailRecord } from '../trail/record.ts';
import type { BurstAlert, MatchAlert } from './alert.ts';
import { oneLine } from './printable.ts';
import { namedIn } from './who.ts';

/**
 * An `[[ignore]]` in TOML that ignores what this rule matches of this caller, ready to be pasted into the config. It
 * rests on what the caller cannot choose: of a session, on its role.
 */
export const ignoreBlockFor = ({ rule, record }: MatchAlert | BurstAlert): string =>
  [
    '[[ignore]]',
    `name = ${tomlText(oneLine(`${rule.name}: ${namedIn(record) ?? 'unknown caller'}`))}`,
    `rules = [${tomlText(globFor(rule.id))}]`,
    `jq_match = '${callerIs(record)}'`,
    '',
  ].join('\n');

/** If nothing names the caller, the whole identity must be equal. */
const callerIs = ({ userIdentity = null }: CloudTrailRecord): string => {
  const path = isJsonObject(userIdentity) ? pathToName(userIdentity) : undefined;
  if (path === undefined) return `.userIdentity == ${jqText(userIdentity)}`;
  const isSsoRole = path === issuer && String(valueAt(userIdentity, issuer)).includes(ssoRoles);
  // IAM Identity Center names the sessions of its own roles after the person. Elsewhere the caller chooses the name.
  return [['type'], ['accountId'], path, ...(isSsoRole ? [['arn']] : [])]
    .map((known) => `.userIdentity.${known.join('.')} == ${jqText(valueAt(userIdentity, known))}`)
    .join(' and ');
};

const ssoRoles = ':role/aws-reserved/sso.amazonaws.com/';

const pathToName = (identity: JsonObject): readonly string[] | undefined =>
  [...(identity.type === 'AssumedRole' ? [issuer] : []), ...names].find(
    (path) => nonEmptyString(valueAt(identity, path)) !== undefined,
  );

/** CloudTrail User Guide, "CloudTrail userIdentity element". */
const names = [['arn'], ['onBehalfOf', 'userId'], ['principalId'], ['invokedBy']];

const issuer: readonly string[] = ['sessionContext', 'sessionIssuer', 'arn'];

const valueAt = (value: JsonValue, path: readonly string[]): JsonValue =>
  path.reduce<JsonValue>((inner, key) => (isJsonObject(inner) ? (inner[key] ?? null) : null), value);

/** JSON, which jq reads too, without the quotes and control characters that a literal string of TOML cannot hold. */
const jqText = (value: JsonValue): string =>
  JSON.stringify(withinDepth(wellFormed(value))).replace(/['\u007f-\u009f]/g, escaped);

/** A basic string of TOML has the escapes of JSON. */
export const tomlText = (text: string): string =>
  JSON.stringify(text.toWellFormed()).replace(/[\u007f-\u009f]/g, escaped);

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
