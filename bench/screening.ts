import { gunzipSync, gzipSync } from 'node:zlib';
import { someRecords } from './corpus.ts';
import { median, type Timing } from './measure.ts';
import { programsOf } from './rules.ts';

export interface Screening {
  /** So many of the log files hold none of the texts that the rules ask for. */
  readonly skipped: number;
  readonly of: number;
  readonly floorMs: number;
  readonly screened: Timing;
}

/** What could be saved by looking at the text of a log file before it is parsed. */
export const screening = (records: number, rules: number): Screening => {
  const texts = Array.from({ length: records > 1000 ? 5 : 50 }, (_, seed) =>
    JSON.stringify({ Records: someRecords(records, seed + 1) }),
  );
  const demanded = anyOf(programsOf(rules, 'few').map(demandOf));
  const absent = anyOf(Array.from({ length: rules }, (_, number) => `DeleteNothing${number}`));
  const bytes = gzipSync(texts[0] ?? '');
  const floorMs = medianOf(() => JSON.parse(gunzipSync(bytes).toString()));
  const ms = medianOf(() => absent.test(gunzipSync(bytes).toString()));
  const skipped = texts.filter((text) => !demanded.test(text)).length;
  return { skipped, of: texts.length, floorMs, screened: { name: 'screened', ms, ratio: ms / floorMs } };
};

/** A text that is in every record which the program matches: good enough for the programs of this benchmark. */
const demandOf = (program: string): string => {
  const texts = [...program.matchAll(/"([\w.:/]+)"/g)].map(([, text = '']) => text);
  return texts.find((text) => !/amazonaws|^(Root|Failure|Yes)$/.test(text)) ?? texts[0] ?? '';
};

const anyOf = (texts: readonly string[]): RegExp =>
  new RegExp(`(?:${texts.map((text) => text.replaceAll(/[.:/]/g, '\\$&')).join('|')})`);

const medianOf = (run: () => unknown): number =>
  median(
    Array.from({ length: 60 }, () => {
      const begin = performance.now();
      run();
      return performance.now() - begin;
    }),
  );
