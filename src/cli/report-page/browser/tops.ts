import { element, onClick, part } from './element.ts';
import { countedBy, filtered, type Pickable } from './filter.ts';
import type { Store } from './state.ts';

/** The most frequent values of some columns. Each is a button that shows only its alerts. */
export const drawTops = (store: Store): void => {
  const focused = document.activeElement?.getAttribute('data-key');
  const tops = part('tops');
  tops.replaceChildren(...lists.map((list) => drawn(list, store)));
  if (focused === undefined || focused === null) return;
  const again = [...tops.querySelectorAll('button')].find(({ dataset }) => dataset.key === focused);
  again?.focus();
};

const lists: readonly (readonly [column: Pickable, title: string, unknown: string])[] = [
  ['rule', 'Rules', ''],
  ['who', 'Who', 'unknown'],
  ['account', 'Accounts', 'unknown'],
  ['source', 'From', 'unknown'],
];

/** Of the alerts that would be shown without a choice in the same column: others can be chosen instead. */
const drawn = ([column, title, unknown]: (typeof lists)[number], store: Store): HTMLElement => {
  const { all, filter } = store.state();
  const { [column]: picked, ...others } = filter.picks;
  const counts = countedBy(filtered(all, { ...filter, picks: others }), column);
  const most = counts[0]?.[1] ?? 1;
  const top = counts.slice(0, maxValues);
  const more = counts.length - top.length;
  return element(
    'section',
    { 'aria-labelledby': `top-${column}` },
    element('h3', { id: `top-${column}` }, title),
    element(
      'ol',
      {},
      ...top.map(([value, count]) => {
        const share = element('span', { class: 'share' });
        share.style.width = `${(count / most) * 100}%`;
        const button = element(
          'button',
          {
            type: 'button',
            'aria-pressed': String(picked === value),
            title: value,
            'data-key': `${column}:${value}`,
          },
          element('span', { class: 'name' }, value === '' ? unknown : value),
          element('span', {}, String(count)),
          share,
        );
        const picks = picked === value ? others : { ...others, [column]: value };
        return element(
          'li',
          {},
          onClick(button, () => store.changeFilter({ picks })),
        );
      }),
    ),
    ...(more > 0 ? [element('p', { class: 'more' }, `and ${more} more`)] : []),
  );
};

const maxValues = 6;
