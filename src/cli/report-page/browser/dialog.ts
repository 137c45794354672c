import type { Detail } from '../data.ts';
import type { Alert } from './alerts.ts';
import { element, onClick, part } from './element.ts';
import { severityBadge } from './severity-badge.ts';
import type { Store } from './state.ts';
import { localText } from './times.ts';

/** Shows one alert, and those before and after it in the table. Called once; gives what opens it. */
export const startDialog = (store: Store): ((index: number) => void) => {
  const dialog = part('alert', HTMLDialogElement);
  let current = 0;
  const show = async (index: number): Promise<void> => {
    const shown = store.shown();
    const alert = shown[index];
    if (alert === undefined) return;
    current = index;
    const content = contentOf(alert, await alert.detail());
    // Somebody may have gone on meanwhile.
    if (current !== index) return;
    part('alert-content').replaceChildren(...content);
    part('alert-place').textContent = `${index + 1} of ${shown.length}`;
    part('previous-alert', HTMLButtonElement).disabled = index === 0;
    part('next-alert', HTMLButtonElement).disabled = index + 1 >= shown.length;
    dialog.scrollTop = 0;
    if (!dialog.open) dialog.showModal();
    part('alert-title').focus();
  };
  const turn = (by: number) => () => void show(current + by);
  onClick(part('previous-alert'), turn(-1));
  onClick(part('next-alert'), turn(1));
  onClick(part('close'), () => dialog.close());
  // A click beside it is one on the dialog itself.
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) dialog.close();
  });
  return (index) => void show(index);
};

const contentOf = (alert: Alert, detail: Detail): readonly Node[] => [
  element('h2', { id: 'alert-title', tabindex: '-1' }, severityBadge(alert.severity), ` ${detail.title}`),
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
