import { afterAll, beforeAll, vi } from 'vitest';

/** In these tests, jq is stopped much later: on a busy machine, what ends by itself would be stopped before. */
export const withPatience = (): void => {
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  beforeAll(() => void vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => timeout(20 * ms)));
  afterAll(() => void vi.restoreAllMocks());
};
