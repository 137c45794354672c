import { listed, plainWords, type Words, words } from '../words.ts';
import type { Statement } from './document.ts';

/** `iam:PassRole and sts:AssumeRole`, `all of IAM`, `everything but s3:*`. */
export const actionNames = ({ actions }: Statement): Words | undefined => {
  const names = listed(
    distinct(actions.values)
      .toSorted((a, b) => actionRank(a) - actionRank(b))
      .map(actionName),
  );
  return actions.isAllBut ? words`everything but ${names}` : names;
};

/** What the actions let others do with the resource that has the policy: `read objects`, `assume this role`. */
export const actionPhrase = (statement: Statement): Words | undefined => {
  const { actions } = statement;
  const names = actionNames(statement);
  if (actions.isAllBut) return words`do ${names}`;
  const all = distinct(actions.values.map((action) => action.toLowerCase()));
  const main = all.filter((action) => !companions.has(action));
  const said = distinct((main.length === 0 ? all : main).map((action) => phraseOf(action, statement)));
  if (said.includes(anything)) return plainWords(anything);
  const known = said.filter((phrase) => phrase !== undefined);
  return known.length < said.length || known.length > 2
    ? words`call ${names}`
    : listed(known.map(plainWords));
};

/** 0 for all actions, 1 for all of IAM, then all of another service, and actions that give permissions. */
export const actionRank = (action: string): number => {
  const name = action.toLowerCase();
  if (isEverything(name)) return 0;
  if (/^iam:\*+$/.test(name)) return 1;
  if (/:\*+$/.test(name)) return 2;
  return /^(?:iam|sts|organizations|kms):/.test(name) ? 3 : 4;
};

const isEverything = (action: string): boolean => /^\*+(?::\*+)?$/.test(action);

const actionName = (action: string): string | Words => {
  if (isEverything(action)) return plainWords('everything');
  const service = /^([a-z\d-]{2,30}):\*+$/i.exec(action)?.[1];
  const name = service !== undefined && service.length <= 3 ? service.toUpperCase() : service;
  return (name === undefined ? undefined : words`all of ${name}`) ?? action;
};

const phraseOf = (action: string, statement: Statement): string | undefined => {
  if (/^(?:sts:)?\*+$/.test(action) && statement.actions.values.every((one) => /^sts:/i.test(one)))
    return 'assume this role';
  if (actionRank(action) <= 2) return anything;
  const phrase = phrases.get(action);
  return phrase === undefined || !phrase.endsWith(' objects') || isOnAllObjects(statement)
    ? phrase
    : phrase.replace(/ objects$/, ' some objects');
};

const isOnAllObjects = ({ resources: { isAllBut, values } }: Statement): boolean =>
  !isAllBut && values.some((resource) => /^(?:\*|arn:[\w-]+:s3:::(?:\*|[^/*?]+\/\*))$/.test(resource));

const anything = 'do anything with it';

/** By action in lower case, as IAM compares them. */
const phrases: ReadonlyMap<string, string> = new Map(
  Object.entries({
    's3:getobject': 'read objects',
    's3:getobjectversion': 'read objects',
    's3:putobject': 'write objects',
    's3:deleteobject': 'delete objects',
    's3:listbucket': 'list objects',
    'sts:assumerole': 'assume this role',
    'sts:assumerolewithsaml': 'assume this role',
    'sts:assumerolewithwebidentity': 'assume this role',
    'kms:decrypt': 'decrypt with this key',
    'kms:encrypt': 'encrypt with this key',
    'lambda:invokefunction': 'invoke this function',
    'lambda:invokefunctionurl': 'call the URL of this function',
    'sqs:sendmessage': 'send messages',
    'sqs:receivemessage': 'receive messages',
    'sns:publish': 'publish messages',
    'sns:subscribe': 'subscribe',
    'secretsmanager:getsecretvalue': 'read this secret',
    'ecr:batchgetimage': 'pull images',
    'ecr:putimage': 'push images',
    'events:putevents': 'send events',
  }),
);

/** Actions that trust policies and pulling of images need besides. */
const companions: ReadonlySet<string> = new Set([
  'sts:tagsession',
  'sts:setsourceidentity',
  'ecr:getdownloadurlforlayer',
  'ecr:batchchecklayeravailability',
]);

const distinct = <Of>(all: readonly Of[]): readonly Of[] => [...new Set(all)];
