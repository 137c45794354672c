import { fieldAt } from '../../catalogue/fields.ts';

/** Whether a value at a path is AWS's own: one that says nothing about whose record it is. */
export const isOfAws = (text: string, path: string): boolean =>
  isNamedByAws(path, text) || constants.has(text.toLowerCase()) || ownForms.some((form) => form.test(text));

const isNamedByAws = (path: string, text: string): boolean =>
  fieldAt(path)?.values?.includes(text) === true || ownPaths.get(path)?.test(text) === true;

/** Fields whose every value is AWS's own, and what it looks like: an attacker may write anything elsewhere. */
const ownPaths: ReadonlyMap<string, RegExp> = new Map([
  ['eventVersion', /^[\d.]+$/],
  ['eventSource', /^[a-z0-9-]+\.amazonaws\.com$/],
  ['eventName', /^\w+$/],
  ['errorCode', /^[\w.]+$/],
  ['apiVersion', /^[\w-]+$/],
  ['tlsDetails.tlsVersion', /^[\w.]+$/],
  ['tlsDetails.cipherSuite', /^[\w-]+$/],
  ['insightDetails.eventName', /^\w+$/],
]);

/** Words of many APIs. */
const constants: ReadonlySet<string> = new Set([
  ...[
    '',
    '*',
    'root',
    'true',
    'false',
    'yes',
    'no',
    'success',
    'failure',
    'allow',
    'deny',
    'on',
    'off',
    'all',
  ],
  ...['enabled', 'disabled', 'active', 'inactive', 'public', 'private', 'tcp', 'udp', 'icmp', 'standard'],
  ...[
    'hidden_due_to_security_reasons',
    '<sensitivedataremoved>',
    '***',
    'anonymous_principal',
    'aws internal',
  ],
  ...['public-read', 'public-read-write', 'authenticated-read', '0.0.0.0/0', '::/0'],
  ...['2012-10-17', '2008-10-17'],
]);

const ownForms: readonly RegExp[] = [
  // Services, and their regional endpoints.
  /^[a-z0-9-]+\.amazonaws\.com(\.cn)?$/,
  /^[a-z0-9-]+\.(us|eu|ap|sa|ca|me|af|il|mx|cn)(-gov|-iso\w?)?-[a-z]+-\d\.amazonaws\.com(\.cn)?$/,
  // Regions and zones.
  /^(us|eu|ap|sa|ca|me|af|il|mx|cn)(-gov|-iso\w?)?-(north|south|east|west|central){1,2}-\d[a-f]?$/,
  // Policies and roles that AWS writes and names.
  /^arn:aws[a-z-]*:iam::aws:policy\/[\w/-]+$/,
  /^AWSServiceRoleFor[A-Za-z]+$/,
  // Types of resources.
  /^AWS::[A-Za-z0-9]+::[A-Za-z0-9]+$/,
  // Times.
  /^\d{4}-\d\d-\d\dT[\d:.]+Z?$/,
  /^[A-Z][a-z]{2} \d{1,2}, \d{4},? \d{1,2}:\d\d:\d\d [AP]M$/,
  // Numbers, versions and ports.
  /^-?\d{1,5}(\.\d{1,3})?$/,
];

/** Fields that hold credentials, by their names: CloudTrail hides most of them, and services forget some. */
export const isSecretName = (name: string): boolean =>
  secretNames.test(name) && !/^(secret(id|arn|name)|\w*credentials?(id|arn|name)s?)$/i.test(name);

const secretNames =
  /token(value|code)?$|password|passphrase|secret|^credentials?$|private_?key|signature|authorization|^(user|custom)data$/i;

/** Fields whose value holds what users name themselves also as names of fields. */
export const hasNamesOfUsers = (name: string): boolean =>
  /^(tags?|tagset|labels|variables|environment|metadata|parameters)$/i.test(name);
