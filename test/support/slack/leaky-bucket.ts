export interface Rate {
  /** @default 1 */
  readonly perSecond?: number;
  /** @default 25 */
  readonly burst?: number;
}

/** Takes a drop at a time. Answers 0, or the seconds until there is room for this one. */
export const createLeakyBucket = ({ perSecond = 1, burst = 25 }: Rate) => {
  let level = 0;
  let since = 0;
  return (at: number): number => {
    level = Math.max(0, level - ((at - since) / 1000) * perSecond);
    since = at;
    if (level + 1 > burst) return Math.max(1, Math.ceil((level + 1 - burst) / perSecond));
    level += 1;
    return 0;
  };
};
