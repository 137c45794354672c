import type { Detail } from '../data.ts';
import type { Alert } from './alerts.ts';
import { element, onClick, part } from './element.ts';
import { isLoading } from './loading.ts';
import { severityBadge } from './severity-badge.ts';
import type { Store } from './state.ts';
import { localText } from './times.ts';

/** Shows one alert, and those before and after it in the table. Called once; gives what opens it. */
export const startDialog = (store: Store): ((index: number) => void) => {
  const dialog = part('alert', HTMLDialogElement);
  let current = 0;
  let wanted: Alert | undefined;
  const show = async (index: number): Promise<void> => {
    const alert = store.shown()[index];
    if (alert === undefined) return;
    current = index;
    wanted = alert;
    if (isLoading()) draw(loadingContentOf(alert));
    const content = await contentOf(alert);
    // Somebody may have gone on, or closed it, meanwhile.
    if (wanted === alert) draw(content);
  };
  const draw = (content: readonly Node[]): void => {
    const { length } = store.shown();
    part('alert-content').replaceChildren(...content);
    part('alert-place').textContent = `${current + 1} of ${length}`;
    part('previous-alert', HTMLButtonElement).disabled = current === 0;
    part('next-alert', HTMLButtonElement).disabled = current + 1 >= length;
    dialog.scrollTop = 0;
    if (!dialog.open) dialog.showModal();
    part('alert-title').focus();
  };
  const turn = (by: number) => () => void show(current + by);
  onClick(part('previous-alert'), turn(-1));
  onClick(part('next-alert'), turn(1));
  onClick(part('close'), () => dialog.close());
  dialog.addEventListener('close', () => {
    wanted = undefined;
  });
  // A click beside it is one on the dialog itself.
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) dialog.close();
  });
  return (index) => void show(index);
};

const titleOf = (alert: Alert, title: string): HTMLElement =>
  element('h2', { id: 'alert-title', tabindex: '-1' }, severityBadge(alert.severity), ` ${title}`);

/** What its row says, and why there is no more. */
const rowContentOf = (alert: Alert, ...why: readonly Node[]): readonly Node[] => [
  titleOf(alert, alert.rule),
  element('p', { class: 'sentence' }, alert.what),
  ...why,
];

const loadingContentOf = (alert: Alert): readonly Node[] =>
  rowContentOf(alert, element('p', { role: 'status' }, 'Loading the record …'));

const contentOf = async (alert: Alert): Promise<readonly Node[]> => {
  try {
    return detailContentOf(alert, await alert.detail());
  } catch (error) {
    const why = `The record cannot be read. The page may not be whole. (${String(error)})`;
    return rowContentOf(alert, element('p', {}, why));
  }
};

const detailContentOf = (alert: Alert, detail: Detail): readonly Node[] => [
  titleOf(alert, detail.title),
  ...(detail.sentence === '' ? [] : [element('p', { class: 'sentence' }, detail.sentence)]),
  ...(detail.description === '' ? [] : [element('p', {}, detail.description)]),
  ...linksOf(detail),
  factsOf(alert, detail),
  ...annotationOf(detail),
  ...recordOf(detail),
  element(
    'details',
    {},
    element('summary', {}, 'An [[ignore]] for this rule and this caller, to paste into the config'),
    element('pre', {}, detail.ignore),
  ),
];

const factsOf = (alert: Alert, { facts, logFile }: Detail): HTMLElement => {
  const local = localText(alert.at);
  const labelled = [
    ...facts,
    ...(local === undefined ? [] : [['Your time', local] as const]),
    ['File', logFile] as const,
  ];
  return element(
    'dl',
    {},
    ...labelled.flatMap(([label, text]) => [element('dt', {}, label), element('dd', {}, text)]),
  );
};

const linksOf = ({ links }: Detail): readonly Node[] => {
  const safe = links.filter(([, url]) => url.startsWith('https:'));
  return safe.length === 0
    ? []
    : [
        element(
          'p',
          {},
          ...safe.flatMap(([label, href]) => [
            element('a', { href, target: '_blank', rel: 'noopener noreferrer' }, label),
            ' ',
          ]),
        ),
      ];
};

const annotationOf = ({ annotation }: Detail): readonly Node[] =>
  annotation === null ? [] : [element('h3', {}, annotation[0]), element('pre', {}, annotation[1])];

const recordOf = ({ record }: Detail): readonly Node[] => [
  element('h3', {}, 'Record'),
  'text' in record
    ? element('pre', {}, record.text)
    : element('p', {}, `${record.missing}. See the file above.`),
];
