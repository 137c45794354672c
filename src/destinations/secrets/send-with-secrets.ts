import { DeliveryError, messageOf } from '../../errors.ts';
import { withoutLearned } from '../../redact.ts';
import type { Send } from '../destination.ts';
import type { ReadSecret } from './read-secret.ts';
import type { SecretReference } from './reference.ts';

/** The value of each reference, by its text. */
export type Secrets = ReadonlyMap<string, string>;

interface Ready {
  readonly secrets: Secrets;
  readonly send: Send;
}

/**
 * A Send that reads its secrets when it is first used. When the destination refuses an alert since a secret is no longer
 * valid, it is read again, and if it has changed, the alert is sent once more: it cannot have arrived before. So a secret
 * is replaced without a deployment. `create` throws DeliveryError for secrets that cannot be used.
 */
export const sendWithSecrets = (
  references: readonly SecretReference[],
  readSecret: ReadSecret,
  create: (secrets: Secrets) => Send,
): Send => {
  let current: Ready | undefined;

  const read = async (again: boolean, signal: AbortSignal): Promise<Ready> => {
    const values = references.map((reference) => readSecret(reference, { again }));
    const secrets = await untilAborted(Promise.all(values), signal);
    if (current !== undefined && isSame(current, secrets)) return current;
    const byText = new Map(references.map(({ text }, index) => [text, secrets[index] ?? '']));
    current = { secrets: byText, send: create(byText) };
    return current;
  };

  /** What was read before is good enough while it cannot be read. */
  const ready = async (signal: AbortSignal): Promise<Ready> => {
    try {
      return await read(false, signal);
    } catch (error) {
      if (current === undefined) throw error;
      return current;
    }
  };

  const readyInstead = async (dead: Ready, refusal: DeliveryError, signal: AbortSignal): Promise<Ready> => {
    if (current !== undefined && current !== dead) return current;
    try {
      return await read(true, signal);
    } catch (error) {
      throw withBoth(refusal, error);
    }
  };

  const attempt: Send = async (alert, tag, signal) => {
    const first = await ready(signal);
    try {
      await first.send(alert, tag, signal);
    } catch (error) {
      if (!(error instanceof DeliveryError && error.isSecretDead)) throw error;
      const second = await readyInstead(first, error, signal);
      if (second === first) throw error;
      await second.send(alert, tag, signal);
    }
  };

  return (...args) =>
    attempt(...args).catch((error: unknown) => {
      throw withoutSecretsIn(error);
    });
};

/** Errors get into logs, answers and messages to other destinations. Those of libraries may repeat what they were given. */
const withoutSecretsIn = (error: unknown): unknown => {
  const message = messageOf(error);
  const shown = withoutLearned(message);
  if (shown === message) return error;
  return error instanceof DeliveryError ? new DeliveryError(shown, error.failure) : new Error(shown);
};

const isSame = ({ secrets }: Ready, values: readonly string[]): boolean =>
  [...secrets.values()].every((value, index) => value === values[index]);

const withBoth = (refusal: DeliveryError, error: unknown): DeliveryError => {
  if (!(error instanceof DeliveryError)) return refusal;
  return new DeliveryError(`${refusal.message}; ${error.message}`, error.failure, { cause: error });
};

/** Reading has no signal: what one alert waits for, others may be waiting for, too. */
const untilAborted = <T>(promise: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const giveUp = (): void =>
      reject(
        new DeliveryError('time ran out while a secret was read', { outcome: 'refused', retryable: true }),
      );
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
