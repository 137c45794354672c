import { element, onClick, part } from './element.ts';
import { countedBy, type Pickable, type Picks } from './filter.ts';
import { type Severity, severities } from './severities.ts';
import { severityBadge } from './severity-badge.ts';
import { everything, type Store } from './state.ts';
import { momentText } from './times.ts';

/** What the reader can choose. Called once: the controls keep what was chosen in them. */
export const startFilters = (store: Store): void => {
  const { all } = store.state();
  part('filters').addEventListener('submit', (event) => event.preventDefault());
  const search = part('search', HTMLInputElement);
  search.addEventListener('input', () => store.changeFilter({ search: search.value }));
  const rule = part('rule', HTMLSelectElement);
  const rules = countedBy(all, 'rule').toSorted(([a], [b]) => (a < b ? -1 : 1));
  rule.append(
    element('option', { value: '' }, `all ${rules.length}`),
    ...rules.map(([name, count]) => element('option', { value: name }, `${name} (${count})`)),
  );
  rule.addEventListener('change', () => {
    const { rule: _, ...others } = store.state().filter.picks;
    store.changeFilter({ picks: rule.value === '' ? others : { ...others, rule: rule.value } });
  });
  const counts = Map.groupBy(all, ({ severity }) => severity);
  for (const severity of severities) {
    const count = counts.get(severity)?.length ?? 0;
    if (count > 0) part('severities').append(severityChoice(severity, count, store));
  }
};

const severityChoice = (severity: Severity, count: number, store: Store): HTMLElement => {
  const box = element('input', { type: 'checkbox', 'data-severity': severity, checked: '' });
  box.addEventListener('change', () => {
    const chosen = new Set(store.state().filter.severities);
    if (box.checked) chosen.add(severity);
    else chosen.delete(severity);
    store.changeFilter({ severities: chosen });
  });
  return element('label', {}, box, severityBadge(severity), String(count));
};

/** What narrows the list beside the search and the severities, each with a button that takes it back. */
export const drawFilters = (store: Store): void => {
  const { filter } = store.state();
  const { picks, period } = filter;
  part('rule', HTMLSelectElement).value = picks.rule ?? '';
  // These are the keys and values that `picks` was made with.
  const picked = Object.entries(picks) as readonly (readonly [Pickable, string])[];
  const buttons = [
    ...picked.map(([column, value]) =>
      taker(`${names[column]}: ${value === '' ? 'unknown' : value}`, () =>
        store.changeFilter({ picks: without(picks, column) }),
      ),
    ),
    ...(period === undefined
      ? []
      : [
          taker(`Time: ${momentText(period.from)} to ${momentText(period.to)}`, () =>
            store.changeFilter({ period: undefined }),
          ),
        ]),
  ];
  const isNarrowed =
    buttons.length > 0 || filter.search !== '' || filter.severities.size < everything.severities.size;
  part('picks').replaceChildren(...buttons, ...(isNarrowed ? [showAll(store)] : []));
};

const names: Readonly<Record<Pickable, string>> = {
  rule: 'Rule',
  who: 'Who',
  account: 'Account',
  source: 'From',
};

const without = (picks: Picks, column: Pickable): Picks =>
  Object.fromEntries(Object.entries(picks).filter(([name]) => name !== column));

const taker = (text: string, act: () => void): HTMLElement =>
  onClick(
    element(
      'button',
      { type: 'button' },
      element('span', { class: 'hidden' }, 'Remove the filter '),
      text,
      element('span', { 'aria-hidden': 'true' }, ' ✕'),
    ),
    () => {
      act();
      // The button is gone, and so would be the focus.
      part('search').focus();
    },
  );

const showAll = (store: Store): HTMLElement =>
  onClick(element('button', { type: 'button' }, 'Show all alerts'), () => {
    part('search', HTMLInputElement).value = '';
    for (const box of part('severities').querySelectorAll('input')) box.checked = true;
    store.change({ filter: everything });
    part('search').focus();
  });
