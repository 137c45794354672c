import type { Claim } from '../../src/delivery/ledger/claim.ts';
import type { Services } from './services.ts';

/** The claims in the ledger, by key. */
export const claimsIn = ({ s3 }: Pick<Services, 's3'>): ReadonlyMap<string, Claim> =>
  new Map(
    s3
      .keys('ledger')
      .filter((key) => key.startsWith('claims/v1/'))
      .map((key) => {
        const text = Buffer.from(s3.object('ledger', key)?.body ?? []).toString();
        // Only claimEvent and these tests write there.
        return [key, JSON.parse(text) as Claim];
      }),
  );

/** Ends the lease of every claim, so that a test need not wait for that. */
export const endLeases = (services: Pick<Services, 's3'>): void => changeClaims(services, { until: 0 });

/** Changes every claim, as other invocations would. */
export const changeClaims = (services: Pick<Services, 's3'>, fields: Partial<Claim>): void => {
  for (const [key, claim] of claimsIn(services))
    services.s3.put('ledger', key, JSON.stringify({ ...claim, ...fields }));
};
