import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLiveClients } from '../../../../src/aws/live/clients.ts';
import { examine } from '../../../../src/cli/doctor/examine.ts';
import { TattletailError } from '../../../../src/errors.ts';

const terminal = { env: {}, stderr: { write: () => true } } as unknown as Parameters<typeof examine>[1]; // it is not reached

const wanted = { function: 'tattletail', write: false };

describe('if AWS cannot be asked at all, doctor says what to do', () => {
  beforeEach(() => {
    for (const name of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE']) vi.stubEnv(name, '/dev/null');
    for (const name of ['AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_PROFILE']) vi.stubEnv(name, undefined);
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  });
  afterEach(() => void vi.unstubAllEnvs());

  const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' };

  it.each([
    ['without a region', undefined, {}, /Region is missing: set AWS_REGION$/],
    [
      'without credentials',
      'us-east-1',
      {},
      /Could not load credentials .*: set credentials, such as by AWS_PROFILE$/,
    ],
    [
      'without a network',
      'us-east-1',
      { endpoint: 'http://127.0.0.1:1', credentials },
      /: look whether AWS_REGION and the network are right$/,
    ],
  ] as const)('%s', async (_, region, more, message) => {
    const error = await examine(wanted, terminal, () => createLiveClients(region, more)).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(TattletailError);
    expect(String(error)).toMatch(/AWS cannot be asked about the function "tattletail": /);
    expect(String(error)).toMatch(message);
  });
});
