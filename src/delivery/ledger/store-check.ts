import { LedgerError } from '../../errors.ts';
import type { Ledger } from './ledger.ts';

/**
 * Before the first claim, checks that the store writes under conditions: some that speak S3's protocol ignore them, and
 * every repeat would be sent without a note. Costs two requests, and leaves nothing behind that is not a claim. Other
 * claims wait for it. Whatever a claim needs a store for throws LedgerError while the store does not do that.
 */
export const withStoreCheck = (ledger: Ledger): Ledger => {
  let check: Promise<string | undefined> | undefined;

  const firstCreate: Ledger['create'] = async (key, text, signal) => {
    if ((await ledger.replace(key, text, noVersion, signal)) !== undefined) throw ignores(key, 'If-Match');
    const version = await ledger.create(key, text, signal);
    if (version !== undefined && (await ledger.create(key, text, signal)) !== undefined)
      throw ignores(key, 'If-None-Match');
    return version;
  };

  return {
    ...ledger,
    create: async (key, text, signal) => {
      while (check !== undefined) {
        const passed = await check.then(
          () => true,
          () => false,
        );
        if (passed) return ledger.create(key, text, signal);
      }
      const ours = firstCreate(key, text, signal);
      check = ours;
      return ours.catch((error: unknown) => {
        if (check === ours) check = undefined;
        throw error;
      });
    },
  };
};

/** An ETag that no object has. */
const noVersion = '"00000000000000000000000000000000"';

const ignores = (key: string, condition: string): LedgerError =>
  new LedgerError(
    key,
    `the store ignores ${condition}, so nobody can know what was delivered before: see "What the store must do" in docs/delivery.md`,
  );
