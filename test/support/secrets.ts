import { createReadSecret, type ReadSecret } from '../../src/destinations/secrets/read-secret.ts';
import { secretsManagerClientFor, ssmClientFor } from './aws-clients.ts';
import { startSecretsManager } from './secrets-manager-server.ts';
import { startSsm } from './ssm-server.ts';

interface Kept {
  readonly parameters?: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, string | Uint8Array>>;
  readonly env?: Readonly<Record<string, string>>;
}

/** Where secrets are kept, on loopback, and what reads them there. The clock of `readSecret` stands still until it is set. */
export const startSecretStores = async ({ parameters, secrets, env = {} }: Kept = {}) => {
  const [ssm, secretsManager] = await Promise.all([startSsm(parameters), startSecretsManager(secrets)]);
  const ssmClient = ssmClientFor(ssm);
  const secretsManagerClient = secretsManagerClientFor(secretsManager);
  const clock = { now: 0 };
  const aws = { ssm: async () => ssmClient, secretsManager: async () => secretsManagerClient };
  const readSecret: ReadSecret = createReadSecret({ aws, env, now: () => clock.now });
  return {
    ssm,
    secretsManager,
    aws,
    clock,
    readSecret,
    [Symbol.asyncDispose]: async () => {
      await Promise.all([ssm.close(), secretsManager.close()]);
    },
  };
};
