import type { Block, BlockClass, Summary } from '../data.ts';
import { type Alert, alertsIn, summaryIn } from './alerts.ts';
import { startDialog } from './dialog.ts';
import { element, part } from './element.ts';
import { drawFilters, startFilters } from './filters.ts';
import { loaded } from './loading.ts';
import { severityName } from './severities.ts';
import { createStore } from './state.ts';
import { drawTable, startTable } from './table.ts';
import { drawTimeline } from './timeline.ts';
import { drawTops } from './tops.ts';

const main = async (): Promise<void> => {
  const content = document.querySelector('main');
  content?.setAttribute('aria-busy', 'true');
  const summary = summaryIn(part('summary').textContent ?? '');
  drawSummary(summary);
  try {
    drawAlerts(await alertsIn(blocksOfPage('rows'), detailsOfPage), summary);
  } catch (error) {
    fill('problems', [...summary.problems, `This browser cannot show the alerts: ${String(error)}`]);
  }
  content?.removeAttribute('aria-busy');
};

const blocksOfPage = (name: BlockClass): readonly Block[] =>
  Array.from(document.getElementsByClassName(name), ({ textContent }) => textContent ?? '');

const detailsOfPage = async (): Promise<readonly Block[]> => {
  await loaded();
  return blocksOfPage('details');
};

const drawAlerts = (alerts: readonly Alert[], { inspected }: Summary): void => {
  if (alerts.length === 0) {
    part('nothing').hidden = false;
    part('nothing').querySelector('p')?.append(inspected);
    return;
  }
  part('found').hidden = false;
  const store = createStore(alerts, () => draw());
  startFilters(store);
  startTable(store);
  const open = startDialog(store);
  const draw = (): void => {
    drawTops(store);
    drawFilters(store);
    drawTable(store, open);
  };
  drawTimeline(store);
  draw();
};

const drawSummary = ({ about, inspected, problems, notes, missing }: Summary): void => {
  part('about').textContent = about;
  part('inspected').textContent = inspected;
  part('notes').replaceChildren(...notes.map((note) => element('li', {}, note)));
  fill('problems', problems);
  fill(
    'missing',
    missing.map(({ severity, count }) => `${count} more of severity ${severityName(severity)}`),
  );
  const count = missing.reduce((sum, ofSeverity) => sum + ofSeverity.count, 0);
  part('missing-title').textContent = `${count} more alerts are not in this page`;
};

/** A notice is there only if there is something to say. */
const fill = (id: string, texts: readonly string[]): void => {
  part(id).hidden = texts.length === 0;
  part(id)
    .querySelector('ul')
    ?.replaceChildren(...texts.map((text) => element('li', {}, text)));
};

void main();
