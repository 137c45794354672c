import { LedgerError } from '../../errors.ts';
import type { Ledger } from './ledger.ts';

/**
 * Checks at the first claims that the store writes under conditions: some that speak S3's protocol ignore them, and every
 * repeat would be sent without a note. Leaves nothing behind that is not a claim. Once the store has ignored a condition,
 * no claim is made. What gets no answer is checked with a later claim.
 */
export const withStoreCheck = (ledger: Ledger): Ledger => {
  let refusal: LedgerError | undefined;
  let isReady = false;
  let isChecked = false;

  const refuse = (condition: string): LedgerError => {
    refusal = ignores(condition);
    return refusal;
  };

  return {
    ...ledger,
    ready: async (signal) => {
      if (isReady) return;
      await ledger.ready(signal);
      if ((await ledger.replace(noKey, '{}', noVersion, signal)) !== undefined) throw refuse('If-Match');
      isReady = true;
    },
    create: async (key, text, signal) => {
      if (refusal !== undefined) throw refusal;
      const version = await ledger.create(key, text, signal);
      if (isChecked || version === undefined) return version;
      const again = ledger.create(key, text, signal);
      if ((await again.catch(() => undefined)) !== undefined) throw refuse('If-None-Match');
      isChecked = true;
      return version;
    },
  };
};

/** There is no claim with this key, and no object with this ETag. */
const noKey = 'store-check';
export const noVersion = '"00000000000000000000000000000000"';

const ignores = (condition: string): LedgerError =>
  new LedgerError(
    'ledger',
    `the store ignores ${condition}, so nobody can know what was delivered before: see "What the store must do" in docs/delivery.md`,
  );
