import type { Alert } from './alerts.ts';
import { type Buckets, bucketOf, bucketsFor } from './buckets.ts';
import { element, onClick, part, svgElement } from './element.ts';
import type { Period } from './filter.ts';
import { type Severity, severities, severityClass } from './severities.ts';
import { severityBadge } from './severity-badge.ts';
import type { Store } from './state.ts';
import { momentText } from './times.ts';

/** A lane for each severity, so that no colour has to be known, and the same as a table. */
export const drawTimeline = (store: Store): void => {
  const { all } = store.state();
  const timed = all.filter(({ at }) => !Number.isNaN(at));
  const buckets = bucketsFor(timed.map(({ at }) => at));
  if (buckets === undefined) {
    part('timeline').replaceChildren(element('p', {}, 'No alert has a time.'));
    return;
  }
  const lanes = severities
    .map((severity) => laneOf(severity, timed, buckets))
    .filter(({ total }) => total > 0);
  const highest = lanes.flatMap(({ counts }) => counts).reduce((a, b) => Math.max(a, b), 0);
  const show = (bucket: number): void => store.changeFilter({ period: periodOf(bucket, buckets) });
  const end = periodOf(buckets.count - 1, buckets).to;
  part('timeline').replaceChildren(
    ...lanes.map((lane) => drawnLane(lane, { buckets, highest, show })),
    element(
      'div',
      { class: 'axis' },
      element('span', {}, 'UTC'),
      element(
        'span',
        { class: 'ends' },
        element('span', {}, momentText(buckets.from)),
        element('span', {}, `each bar ${spanText(buckets.span)}`),
        element('span', {}, momentText(end)),
      ),
    ),
    asTable(lanes, buckets, show),
    ...(timed.length < all.length
      ? [element('p', { class: 'more' }, `${all.length - timed.length} alerts have no time.`)]
      : []),
  );
};

interface Lane {
  readonly severity: Severity;
  readonly counts: readonly number[];
  readonly total: number;
}

const laneOf = (severity: Severity, alerts: readonly Alert[], buckets: Buckets): Lane => {
  const counts = new Array<number>(buckets.count).fill(0);
  let total = 0;
  for (const alert of alerts) {
    if (alert.severity !== severity) continue;
    const bucket = bucketOf(alert.at, buckets);
    counts[bucket] = (counts[bucket] ?? 0) + 1;
    total += 1;
  }
  return { severity, counts, total };
};

const periodOf = (bucket: number, { from, span }: Buckets): Period => ({
  from: from + bucket * span,
  to: from + (bucket + 1) * span,
});

interface Drawing {
  readonly buckets: Buckets;
  readonly highest: number;
  readonly show: (bucket: number) => void;
}

const height = 40;
const barWidth = 10;

const drawnLane = ({ severity, counts, total }: Lane, { buckets, highest, show }: Drawing): HTMLElement => {
  const bars = counts.flatMap((count, bucket) => {
    if (count === 0) return [];
    const title = svgElement('title', {});
    title.textContent = `${momentText(periodOf(bucket, buckets).from)}: ${count}`;
    // One alert among a thousand must be seen, too.
    const tall = Math.max(3, (count / highest) * height);
    const box = { x: bucket * barWidth + 1, y: height - tall, width: barWidth - 2, height: tall };
    return [onClick(svgElement('rect', box, title), () => show(bucket))];
  });
  const viewBox = `0 0 ${buckets.count * barWidth} ${height}`;
  return element(
    'div',
    { class: `lane ${severityClass(severity)}` },
    element('span', {}, severityBadge(severity)),
    // The table below says the same.
    svgElement('svg', { viewBox, preserveAspectRatio: 'none', 'aria-hidden': 'true' }, ...bars),
    element('span', { class: 'count' }, String(total)),
  );
};

const asTable = (lanes: readonly Lane[], buckets: Buckets, show: (bucket: number) => void): HTMLElement => {
  const rows = Array.from({ length: buckets.count }, (_, bucket) => bucket)
    .filter((bucket) => lanes.some(({ counts }) => (counts[bucket] ?? 0) > 0))
    .map((bucket) => {
      const moment = element('button', { type: 'button' }, momentText(periodOf(bucket, buckets).from));
      return element(
        'tr',
        {},
        element(
          'th',
          { scope: 'row' },
          onClick(moment, () => show(bucket)),
        ),
        ...lanes.map(({ counts }) => element('td', {}, String(counts[bucket] ?? 0))),
      );
    });
  return element(
    'details',
    {},
    element('summary', {}, 'As a table'),
    element(
      'table',
      {},
      element(
        'caption',
        { class: 'hidden' },
        'Alerts by time and severity. The button in a row shows only its alerts.',
      ),
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          element('th', { scope: 'col' }, `${spanText(buckets.span)} from (UTC)`),
          ...lanes.map(({ severity }) => element('th', { scope: 'col' }, severityBadge(severity))),
        ),
      ),
      element('tbody', {}, ...rows),
    ),
  );
};

const spanText = (span: number): string => {
  const [unit, ms] = units.find(([, length]) => span % length === 0) ?? ['second', 1_000];
  const count = span / ms;
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
};

const units: readonly (readonly [string, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];
