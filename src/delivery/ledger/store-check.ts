import { LedgerError } from '../../errors.ts';
import type { Ledger } from './ledger.ts';

/**
 * Before the first claim, checks that the store writes under conditions: some that speak S3's protocol ignore them, and
 * every repeat would be sent without a note. Costs two requests, and leaves nothing behind that is not a claim. Other
 * claims wait for it. As long as the store ignores conditions, no claim is made.
 */
export const withStoreCheck = (ledger: Ledger): Ledger => {
  const ready = untilItSucceeds(async (signal) => {
    await ledger.ready(signal);
    if ((await ledger.replace(noKey, '{}', noVersion, signal)) !== undefined) throw ignores('If-Match');
  });
  let first: Promise<string | undefined> | undefined;

  const firstCreate: Ledger['create'] = async (key, text, signal) => {
    const version = await ledger.create(key, text, signal);
    if (version !== undefined && (await ledger.create(key, text, signal)) !== undefined)
      throw ignores('If-None-Match');
    return version;
  };

  return {
    ...ledger,
    ready,
    create: async (key, text, signal) => {
      await ready(signal);
      while (first !== undefined) {
        const passed = await first.then(
          () => true,
          () => false,
        );
        if (passed) return ledger.create(key, text, signal);
      }
      const ours = firstCreate(key, text, signal);
      first = ours;
      return ours.catch((error: unknown) => {
        if (first === ours) first = undefined;
        throw error;
      });
    },
  };
};

/** Once for all who ask, and again for those who ask after it has failed. */
const untilItSucceeds = (work: (signal: AbortSignal) => Promise<void>) => {
  let done: Promise<void> | undefined;
  return (signal: AbortSignal): Promise<void> => {
    done ??= work(signal).catch((error: unknown) => {
      done = undefined;
      throw error;
    });
    return done;
  };
};

/** There is no claim with this key, and no object with this ETag. */
const noKey = 'store-check';
const noVersion = '"00000000000000000000000000000000"';

const ignores = (condition: string): LedgerError =>
  new LedgerError(
    'ledger',
    `the store ignores ${condition}, so nobody can know what was delivered before: see "What the store must do" in docs/delivery.md`,
  );
