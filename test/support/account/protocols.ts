import { isJsonObject, type JsonObject } from '../../../src/json.ts';
import type { Answer } from '../answer.ts';
import { readJson } from '../json-body.ts';
import { escapeXml, type Request } from '../loopback.ts';

/** What an operation gives: its result, or the error that it answers with. */
export type Result =
  | { readonly kind: 'result'; readonly value: unknown }
  | { readonly kind: 'error'; readonly code: string; readonly status: number; readonly message?: string };

export const result = (value: unknown): Result => ({ kind: 'result', value });

export const failure = (status: number, code: string, message = 'No.'): Result => ({
  ...{ kind: 'error', status, code, message },
});

/** A protocol of AWS: the operation and input of a request, and the answer to it. */
export interface Protocol {
  readonly read: (request: Request) => { readonly operation: string; readonly input: JsonObject };
  readonly write: (result: Result, operation: string) => Answer;
  /** The error of a caller who may not. */
  readonly denied: Extract<Result, { readonly kind: 'error' }>;
}

const denied = (status: number, code: string) =>
  ({ kind: 'error', status, code, message: 'You are not authorized to perform this.' }) as const;

/** Errors have status 400, also of what is denied or not there (Smithy, "AWS JSON 1.1 protocol"). */
export const json11: Protocol = {
  read: ({ headers, body }) => ({
    operation: String(headers['x-amz-target']).split('.').at(-1) ?? '',
    input: inputIn(body),
  }),
  write: (answered) =>
    answered.kind === 'result'
      ? jsonAnswer(200, answered.value)
      : jsonAnswer(400, { __type: answered.code, message: answered.message }),
  denied: denied(400, 'AccessDeniedException'),
};

/** `routes`: the method and path of each operation. The groups of a path are inputs (Smithy, "AWS restJson1 protocol"). */
export const restJson = (
  routes: Readonly<Record<string, readonly [method: string, path: RegExp]>>,
): Protocol => ({
  read: ({ method, target, body }) => {
    const path = target.replace(/\?.*/, '');
    const [operation = '', route] =
      Object.entries(routes).find(([, [verb, shape]]) => verb === method && shape.test(path)) ?? [];
    const groups = Object.entries(route?.[1].exec(path)?.groups ?? {});
    return {
      operation,
      input: {
        ...inputIn(body),
        ...Object.fromEntries(new URL(target, 'http://aws').searchParams),
        ...Object.fromEntries(groups.map(([name, value]) => [name, decodeURIComponent(value)])),
      },
    };
  },
  write: (answered) =>
    answered.kind === 'result'
      ? jsonAnswer(200, answered.value)
      : jsonAnswer(answered.status, { message: answered.message }, { 'x-amzn-errortype': answered.code }),
  denied: denied(403, 'AccessDeniedException'),
});

/** Lists are members with numbers (Smithy, "AWS query protocol"). */
export const query = (deniedCode: string): Protocol => ({
  read: ({ body }) => {
    const form = Object.fromEntries(new URLSearchParams(body.toString()));
    return { operation: form.Action ?? '', input: form };
  },
  write: (answered, operation) =>
    answered.kind === 'result'
      ? xml(
          200,
          `<${operation}Response><${operation}Result>${xmlOf(answered.value)}</${operation}Result></${operation}Response>`,
        )
      : xml(
          answered.status,
          `<ErrorResponse><Error><Type>Sender</Type><Code>${answered.code}</Code><Message>${answered.message}</Message></Error></ErrorResponse>`,
        ),
  denied: denied(403, deniedCode),
});

/** A list becomes members. */
const xmlOf = (value: unknown): string => {
  if (Array.isArray(value)) return value.map((item) => `<member>${xmlOf(item)}</member>`).join('');
  if (typeof value !== 'object' || value === null) return escapeXml(String(value));
  return Object.entries(value)
    .map(([name, item]) => `<${name}>${xmlOf(item)}</${name}>`)
    .join('');
};

export const xml = (status: number, body: string): Answer => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body: `<?xml version="1.0"?>${body}`,
});

const inputIn = (body: Buffer): JsonObject => {
  const input = readJson(body);
  return isJsonObject(input) ? input : {};
};

const jsonAnswer = (status: number, body: unknown, more: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json', ...more },
  body: JSON.stringify(body),
});
