/** Equal spans of time, side by side. */
export interface Buckets {
  readonly from: number;
  readonly span: number;
  readonly count: number;
}

/** At most `most` of them for these moments, each as long as people count time. Undefined without any moment. */
export const bucketsFor = (moments: readonly number[], most = 60): Buckets | undefined => {
  const first = moments.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const last = moments.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  if (first > last) return undefined;
  const span =
    spans.find((ms) => Math.floor(last / ms) - Math.floor(first / ms) < most) ??
    longestFor(first, last, most);
  const from = Math.floor(first / span) * span;
  return { from, span, count: Math.floor((last - from) / span) + 1 };
};

export const bucketOf = (moment: number, { from, span }: Buckets): number =>
  Math.floor((moment - from) / span);

const [second, minute, hour, day] = [1_000, 60_000, 3_600_000, 86_400_000] as const;

const spans: readonly number[] = [
  ...[1, 5, 15, 30].map((seconds) => seconds * second),
  ...[1, 5, 15, 30].map((minutes) => minutes * minute),
  ...[1, 3, 6, 12].map((hours) => hours * hour),
  ...[1, 7, 30, 365].map((days) => days * day),
];

/** Records may have any year. */
const longestFor = (first: number, last: number, most: number): number =>
  Math.ceil((last - first) / (most - 1) / day) * day;
