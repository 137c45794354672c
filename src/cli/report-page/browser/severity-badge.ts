import { element } from './element.ts';
import { type Severity, severityClass, severityName } from './severities.ts';

/** A shape, a word and a colour. */
export const severityBadge = (severity: Severity): HTMLElement =>
  element(
    'span',
    { class: `badge ${severityClass(severity)}` },
    element('span', { 'aria-hidden': 'true' }, `${shapes[severity]} `),
    severityName(severity),
  );

const shapes: Readonly<Record<Severity, string>> = {
  critical: '◆',
  high: '▲',
  medium: '●',
  low: '▽',
  info: '○',
  '': '–',
};
