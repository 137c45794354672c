/** Whether a version like `1.8.2` is older than another. Missing parts are zero. */
export const isBefore = (version: string, wanted: string): boolean => {
  const have = version.split('.').map(Number);
  const want = wanted.split('.').map(Number);
  const differs = want.findIndex((part, index) => part !== (have[index] ?? 0));
  return differs !== -1 && (have[differs] ?? 0) < (want[differs] ?? 0);
};
