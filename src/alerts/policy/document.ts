import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';

/** A statement of a policy (IAM User Guide, "IAM JSON policy element reference"). */
export interface Statement {
  readonly isAllow: boolean;
  /** Undefined in policies of users, groups and roles. */
  readonly principal: Principal | undefined;
  readonly actions: Elements;
  readonly resources: Elements;
  readonly condition: JsonObject | undefined;
}

/** What an element lists, or everything else, as with NotAction. */
interface Elements {
  readonly isAllBut: boolean;
  readonly values: readonly string[];
}

interface Principal {
  readonly isAllBut: boolean;
  /** Anyone is `*` of the type `AWS`. */
  readonly parties: readonly { readonly type: string; readonly value: string }[];
}

/**
 * The statements of a policy, which CloudTrail writes as JSON, as the text of JSON, and that also URL-encoded. Undefined
 * as soon as one of them is not as IAM takes it: who knows only some does not know what the policy allows.
 */
export const statementsIn = (policy: JsonValue | undefined): readonly Statement[] | undefined => {
  const document = typeof policy === 'string' ? parsed(policy) : policy;
  if (!isJsonObject(document)) return undefined;
  const all = listOf(document.Statement);
  const statements = all.flatMap((one) => (isJsonObject(one) ? (statementOf(one) ?? []) : []));
  return statements.length === 0 || statements.length < all.length ? undefined : statements;
};

const parsed = (text: string): JsonValue | undefined => {
  try {
    return JSON.parse(text.startsWith('%7B') || text.startsWith('%7b') ? decodeURIComponent(text) : text);
  } catch {
    return undefined;
  }
};

const statementOf = (statement: JsonObject): Statement | undefined => {
  const { Effect, Principal, NotPrincipal, Condition } = statement;
  const actions = elementsOf(statement.Action, statement.NotAction);
  const resources = elementsOf(statement.Resource, statement.NotResource) ?? {
    isAllBut: false,
    values: ['*'],
  };
  const principal = principalOf(Principal, NotPrincipal);
  if ((Effect !== 'Allow' && Effect !== 'Deny') || actions === undefined || principal === 'unknown')
    return undefined;
  if (Condition !== undefined && !isJsonObject(Condition)) return undefined;
  const condition = Condition === undefined || Object.keys(Condition).length === 0 ? undefined : Condition;
  return { isAllow: Effect === 'Allow', principal, actions, resources, condition };
};

const elementsOf = (some: JsonValue | undefined, not: JsonValue | undefined): Elements | undefined => {
  const listed = listOf(some ?? not);
  const values = listed.filter((value) => typeof value === 'string');
  if (values.length === 0 || values.length < listed.length || (some !== undefined && not !== undefined))
    return undefined;
  return { isAllBut: some === undefined, values };
};

const principalOf = (
  some: JsonValue | undefined,
  not: JsonValue | undefined,
): Principal | undefined | 'unknown' => {
  const principal = some ?? not;
  if (principal === undefined) return undefined;
  const isAllBut = some === undefined;
  if (principal === '*') return { isAllBut, parties: [{ type: 'AWS', value: '*' }] };
  if (!isJsonObject(principal) || (some !== undefined && not !== undefined)) return 'unknown';
  const parties = Object.entries(principal).flatMap(([type, values]) =>
    listOf(values).map((value) => ({ type, value })),
  );
  const known = parties.flatMap(({ type, value }) => (typeof value === 'string' ? [{ type, value }] : []));
  return known.length === 0 || known.length < parties.length ? 'unknown' : { isAllBut, parties: known };
};

const listOf = (value: JsonValue | undefined): readonly JsonValue[] =>
  value === undefined ? [] : isJsonArray(value) ? value : [value];
