import { isJsonObject } from '../../src/json.ts';
import type { Answer } from './answer.ts';
import { readJson } from './json-body.ts';
import { type Loopback, type Request, startLoopback } from './loopback.ts';
import { json, jsonError, refusalOf } from './ssm-server.ts';

export interface SecretsManagerServer extends Loopback {
  /** By their names. Binary ones are bytes. */
  readonly secrets: Map<string, string | Uint8Array>;
}

/** A Secrets Manager with these secrets that knows GetSecretValue, spoken in AWS JSON 1.1. */
export const startSecretsManager = async (
  values: Readonly<Record<string, string | Uint8Array>> = {},
): Promise<SecretsManagerServer> => {
  const secrets = new Map(Object.entries(values));
  const handle = (request: Request): Answer => {
    const refused = refusalOf(request, 'secretsmanager', 'secretsmanager.GetSecretValue');
    if (refused !== undefined) return refused;
    const input = readJson(request.body);
    if (!isJsonObject(input) || typeof input.SecretId !== 'string' || input.SecretId.length > 2048)
      return jsonError(400, 'InvalidParameterException', 'Invalid name.');
    const [, name = ''] =
      /^(?:arn:aws:secretsmanager:eu-central-1:111122223333:secret:)?(.*?)(?:-AbCdEf)?$/.exec(
        input.SecretId,
      ) ?? [''];
    const value = secrets.get(name);
    if (value === undefined)
      return jsonError(400, 'ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
    return json(200, {
      ARN: `arn:aws:secretsmanager:eu-central-1:111122223333:secret:${name}-AbCdEf`,
      CreatedDate: 1_732_705_200,
      Name: name,
      VersionId: '5f8d4d1c-7f6e-4a53-9c1d-0b1f3f0a7c11',
      VersionStages: ['AWSCURRENT'],
      ...(typeof value === 'string'
        ? { SecretString: value }
        : { SecretBinary: Buffer.from(value).toString('base64') }),
    });
  };
  return { ...(await startLoopback(handle)), secrets };
};
