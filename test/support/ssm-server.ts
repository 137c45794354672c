import { isJsonObject } from '../../src/json.ts';
import type { Answer } from './answer.ts';
import { readJson } from './json-body.ts';
import { type Loopback, type Request, startLoopback } from './loopback.ts';
import { signatureProblem } from './sigv4.ts';

interface Parameter {
  readonly type: 'String' | 'SecureString';
  value: string;
}

export interface SsmServer extends Loopback {
  /** By their names. A test may put, change and delete them. */
  readonly parameters: Map<string, Parameter>;
}

/** A Systems Manager with these parameters, encrypted ones, that knows GetParameter, spoken in AWS JSON 1.1. */
export const startSsm = async (values: Readonly<Record<string, string>> = {}): Promise<SsmServer> => {
  const parameters = new Map<string, Parameter>(
    Object.entries(values).map(([name, value]) => [name, { type: 'SecureString', value }]),
  );
  const handle = (request: Request): Answer => {
    const refused = refusalOf(request, 'ssm', 'AmazonSSM.GetParameter');
    if (refused !== undefined) return refused;
    const input = readJson(request.body);
    if (!isJsonObject(input) || typeof input.Name !== 'string' || !isName.test(input.Name))
      return jsonError(400, 'ValidationException', 'Invalid parameter name.');
    const name = input.Name.replace(/^arn:aws:ssm:eu-central-1:111122223333:parameter/, '');
    const parameter = parameters.get(name);
    // SSM says no more than this (AWS Systems Manager API Reference, "GetParameter").
    if (parameter === undefined) return jsonError(400, 'ParameterNotFound');
    const { type, value } = parameter;
    const isEncrypted = type === 'SecureString' && input.WithDecryption !== true;
    return json(200, {
      Parameter: {
        ARN: `arn:aws:ssm:eu-central-1:111122223333:parameter${name}`,
        DataType: 'text',
        Name: name,
        Type: type,
        Value: isEncrypted ? Buffer.from(value).toString('base64') : value,
        Version: 1,
      },
    });
  };
  return { ...(await startLoopback(handle)), parameters };
};

const isName = /^(?:arn:aws:ssm:[a-z0-9-]+:\d{12}:parameter)?[\w./-]{1,1011}$/;

/** How services that speak AWS JSON 1.1 refuse what is no request of this operation. */
export const refusalOf = (request: Request, service: string, operation: string): Answer | undefined => {
  const { method, headers } = request;
  if (headers.authorization === undefined)
    return jsonError(400, 'MissingAuthenticationTokenException', 'Missing Authentication Token');
  const problem = signatureProblem(request, service);
  if (problem !== undefined) return jsonError(400, 'InvalidSignatureException', problem);
  if (method !== 'POST' || headers['content-type'] !== 'application/x-amz-json-1.1')
    return jsonError(404, 'UnknownOperationException');
  return headers['x-amz-target'] === operation ? undefined : jsonError(400, 'UnknownOperationException');
};

export const jsonError = (status: number, type: string, message?: string): Answer =>
  json(status, { __type: type, ...(message !== undefined && { message }) });

export const json = (status: number, body: unknown): Answer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: JSON.stringify(body),
});
