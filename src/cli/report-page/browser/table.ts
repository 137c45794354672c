import type { Alert } from './alerts.ts';
import { element, onClick, part } from './element.ts';
import { type Column, columns } from './filter.ts';
import { severityBadge } from './severity-badge.ts';
import type { Store } from './state.ts';
import { utcText } from './times.ts';

/** As many as can be drawn at once without anybody noticing. */
const pageSize = 100;

/** Called once. */
export const startTable = (store: Store): void => {
  const turn = (by: number) => () => {
    store.change({ page: store.state().page + by });
    part('alerts').scrollIntoView();
  };
  onClick(part('previous-page'), turn(-1));
  onClick(part('next-page'), turn(1));
  const [head] = part('table', HTMLTableElement).tHead?.rows ?? [];
  head?.replaceChildren(
    ...columns.map((column) => {
      const button = element(
        'button',
        { type: 'button' },
        titles[column],
        element('span', { 'aria-hidden': 'true' }),
      );
      const sort = (): void => {
        const { order } = store.state();
        store.change({ order: { column, descending: order.column === column && !order.descending } });
      };
      return element('th', { scope: 'col', class: column }, onClick(button, sort));
    }),
  );
};

const titles: Readonly<Record<Column, string>> = {
  severity: 'Severity',
  time: 'Time (UTC)',
  rule: 'Rule',
  what: 'What happened',
  who: 'Who',
  target: 'To what',
  account: 'Account',
  source: 'From',
};

export const drawTable = (store: Store, open: (index: number) => void): void => {
  const shown = store.shown();
  const { page, order, all } = store.state();
  const pages = Math.max(1, Math.ceil(shown.length / pageSize));
  const first = page * pageSize;
  const onPage = shown.slice(first, first + pageSize);
  const table = part('table', HTMLTableElement);
  table.tBodies[0]?.replaceChildren(...onPage.map((alert, at) => rowOf(alert, () => open(first + at))));
  for (const head of table.tHead?.rows[0]?.cells ?? []) {
    const isSorted = head.classList.contains(order.column);
    const direction = order.descending ? 'descending' : 'ascending';
    head.setAttribute('aria-sort', isSorted ? direction : 'none');
    const mark = head.querySelector('[aria-hidden]');
    if (mark !== null) mark.textContent = isSorted ? (order.descending ? ' ▼' : ' ▲') : ' ↕';
  }
  part('count').textContent = countText(shown.length, all.length, first, onPage.length);
  part('page-number').textContent = `Page ${page + 1} of ${pages}`;
  part('pages').hidden = pages === 1;
  part('previous-page', HTMLButtonElement).disabled = page === 0;
  part('next-page', HTMLButtonElement).disabled = page + 1 >= pages;
};

const countText = (shown: number, all: number, first: number, onPage: number): string => {
  if (shown === 0) return `None of the ${all} alerts matches.`;
  const of = shown === all ? `${all} alerts` : `${shown} of ${all} alerts`;
  return onPage === shown ? `${of}.` : `${of}: ${first + 1} to ${first + onPage} on this page.`;
};

/** A mouse may click anywhere in a row; everything else has a button. */
const rowOf = (alert: Alert, open: () => void): HTMLElement => {
  const button = element('button', { type: 'button', 'aria-haspopup': 'dialog' }, alert.what || alert.rule);
  const came = alert.outcome === 'succeeded' ? 'second' : 'outcome';
  const isSaid = alert.outcome === '' || (came === 'second' && alert.what.endsWith(' succeeded'));
  const outcome = isSaid ? [] : [element('span', { class: came }, alert.outcome)];
  const cell = (column: Column, ...children: readonly (Node | string)[]): HTMLElement =>
    element('td', { class: column }, ...children);
  const row = element(
    'tr',
    {},
    cell('severity', severityBadge(alert.severity)),
    cell('time', utcText(alert.time)),
    cell('rule', alert.rule),
    cell('what', button, ...outcome),
    cell('who', alert.who),
    cell('target', alert.target),
    cell('account', alert.account, element('span', { class: 'second' }, alert.region)),
    cell('source', alert.source),
  );
  return onClick(row, () => {
    // Whoever selects text in a row wants to copy it.
    if (document.getSelection()?.isCollapsed !== false) open();
  });
};
