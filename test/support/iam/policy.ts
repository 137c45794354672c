import * as z from 'zod';

/** A call as IAM sees it. */
export interface Call {
  /** Such as s3:GetObject. */
  readonly action: string;
  /** ARN of what it is about. */
  readonly resource: string;
  /** The condition keys of the request. */
  readonly context?: Readonly<Record<string, string>>;
  /** Who makes it. Only policies of resources ask. */
  readonly principal?: { readonly AWS: string } | { readonly Service: string };
}

export type Decision = 'allowed' | 'denied' | 'not allowed';

/**
 * What IAM decides: an explicit Deny wins, and what no statement allows is not allowed (IAM User Guide, "Policy
 * evaluation logic"). Throws for elements, operators and variables that it does not know, instead of ignoring them.
 */
export const decide = (policies: readonly unknown[], call: Call): Decision => {
  const matching = policies
    .flatMap((policy) => policySchema.parse(policy).Statement)
    .filter((statement) => matches(statement, call));
  if (matching.some(({ Effect }) => Effect === 'Deny')) return 'denied';
  return matching.length > 0 ? 'allowed' : 'not allowed';
};

const texts = z.union([z.string().transform((text) => [text]), z.array(z.string())]);

const statementSchema = z
  .strictObject({
    Sid: z
      .string()
      .regex(/^[A-Za-z\d]*$/)
      .optional(),
    Effect: z.enum(['Allow', 'Deny']),
    Principal: z.union([z.literal('*'), z.partialRecord(z.enum(['AWS', 'Service']), texts)]).optional(),
    Action: texts.optional(),
    NotAction: texts.optional(),
    Resource: texts.optional(),
    NotResource: texts.optional(),
    Condition: z.record(z.string(), z.record(z.string(), texts)).optional(),
  })
  .refine(({ Action, NotAction }) => (Action === undefined) !== (NotAction === undefined), {
    error: 'a statement has either Action or NotAction',
  })
  .refine(({ Resource, NotResource }) => (Resource === undefined) !== (NotResource === undefined), {
    error: 'a statement has either Resource or NotResource',
  });

export type Statement = z.infer<typeof statementSchema>;

const policySchema = z.strictObject({
  Version: z.literal('2012-10-17'),
  Statement: z.array(statementSchema).min(1),
});

export const statementsOf = (policy: unknown): readonly Statement[] => policySchema.parse(policy).Statement;

const matches = (statement: Statement, call: Call): boolean =>
  matchesPrincipal(statement, call) &&
  matchesOneOf(statement.Action, statement.NotAction, (pattern) =>
    like(pattern.toLowerCase(), call.action.toLowerCase()),
  ) &&
  matchesOneOf(statement.Resource, statement.NotResource, (pattern) => like(pattern, call.resource)) &&
  Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
    holds(operator, keys, call.context ?? {}),
  );

const matchesPrincipal = ({ Principal }: Statement, { principal }: Call): boolean => {
  if (Principal === undefined || Principal === '*') return true;
  return Object.entries(principal ?? {}).some(([kind, name]) =>
    // The schema leaves only these two kinds.
    (Principal[kind as 'AWS' | 'Service'] ?? []).some((pattern) => isPrincipal(pattern, name)),
  );
};

/** The root of an account stands for everybody in it whom IAM of that account allows it. */
const isPrincipal = (pattern: string, name: string): boolean => {
  const [, account] = /^arn:[\w-]+:iam::(\d{12}):root$/.exec(pattern) ?? [];
  return pattern === '*' || pattern === name || (account !== undefined && name.split(':')[4] === account);
};

const matchesOneOf = (
  positive: readonly string[] | undefined,
  negative: readonly string[] | undefined,
  isMatch: (pattern: string) => boolean,
): boolean => (positive === undefined ? !(negative ?? []).some(isMatch) : positive.some(isMatch));

/** All keys of an operator must match, and of a key one value. A key that is missing does not match. */
const holds = (
  operator: string,
  keys: Readonly<Record<string, readonly string[]>>,
  context: Readonly<Record<string, string>>,
): boolean =>
  Object.entries(keys).every(([key, values]) => {
    const actual = Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
    if (operator === 'Null') return values.includes(String(actual === undefined));
    const compare = operators[operator];
    if (compare === undefined) throw new Error(`the condition operator ${operator} is not known here`);
    const isNegated = operator.includes('Not');
    if (actual === undefined) return isNegated;
    return values.some((value) => compare(value, actual)) !== isNegated;
  });

const equal = (value: string, actual: string): boolean => value === actual;

const operators: Readonly<Record<string, (value: string, actual: string) => boolean>> = {
  StringEquals: equal,
  StringNotEquals: equal,
  StringLike: (value, actual) => like(value, actual),
  Bool: equal,
  ArnEquals: (value, actual) => like(value, actual),
  ArnLike: (value, actual) => like(value, actual),
};

/** `*` stands for any text and `?` for any character. */
const like = (pattern: string, text: string): boolean => {
  if (pattern.includes('${')) throw new Error(`the policy variable in ${pattern} is not known here`);
  const source = pattern.replaceAll(/[\\^$.*+?()[\]{}|]/g, (character) => {
    if (character === '*') return '.*';
    return character === '?' ? '.' : `\\${character}`;
  });
  return new RegExp(`^${source}$`, 's').test(text);
};
