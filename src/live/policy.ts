import { partsOfArn } from '../aws/arn.ts';
import { isJsonArray, isJsonObject, type JsonValue, jsonIn } from '../json.ts';

/** Who asks: a service of AWS, or a role by its ARN. */
export type Caller = { readonly service: string } | { readonly role: string };

/**
 * Whether a statement of the policy of a function or topic allows a caller an action. `context` has what conditions may ask
 * for; whatever else they ask for is taken as given.
 */
export const allows = (
  policy: string,
  caller: Caller,
  action: string,
  context: Readonly<Record<string, string>>,
): boolean => {
  const document = jsonIn(policy);
  const { Statement = null } = isJsonObject(document) ? document : {};
  return (isJsonArray(Statement) ? Statement : [Statement]).some(
    (statement) =>
      isJsonObject(statement) &&
      statement.Effect === 'Allow' &&
      includesAction(statement.Action, action) &&
      isFor(statement.Principal ?? null, caller) &&
      meets(statement.Condition, context),
  );
};

/** Actions are in any case. A statement about all but some is taken to be about this one. */
const includesAction = (actions: JsonValue | undefined, action: string): boolean =>
  actions === undefined ||
  textsIn(actions).some((pattern) => isLike(pattern.toLowerCase(), action.toLowerCase()));

const isFor = (principal: JsonValue, caller: Caller): boolean => {
  if (principal === '*') return true;
  if (!isJsonObject(principal)) return false;
  if ('service' in caller) return textsIn(principal.Service).includes(caller.service);
  const { account } = partsOfArn(caller.role);
  return textsIn(principal.AWS).some(
    (one) => ['*', caller.role, account].includes(one) || isRootOf(one, account),
  );
};

const isRootOf = (arn: string, account: string): boolean => arn.endsWith(`:iam::${account}:root`);

/** The names of condition keys are in any case. */
const meets = (condition: JsonValue | undefined, context: Readonly<Record<string, string>>): boolean =>
  Object.entries(isJsonObject(condition) ? condition : {}).every(
    ([operator, keys]) =>
      !/^(?:Arn|String)(?:Equals|Like)/.test(operator) ||
      Object.entries(isJsonObject(keys) ? keys : {}).every(([key, values]) => {
        const [, given] =
          Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase()) ?? [];
        return given === undefined || textsIn(values).some((pattern) => isLike(pattern, given));
      }),
  );

const textsIn = (value: JsonValue | undefined): readonly string[] =>
  (isJsonArray(value) ? value : [value]).filter((text) => typeof text === 'string');

/** `*` stands for any text, and `?` for a character (IAM User Guide, "Condition operators"). */
const isLike = (pattern: string, text: string): boolean => {
  const source = pattern
    .replaceAll(/[\\^$.+|()[\]{}]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(text);
};
