import { readdirSync } from 'node:fs';
import TOML from '@iarna/toml';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { examineConfig } from '../../../src/config/load.ts';
import { findingsIn } from '../../../src/doctor/findings.ts';
import { type LanguageName, languages } from '../../../src/import/languages.ts';
import { tomlOf } from '../../../src/import/toml.ts';
import { jqWasm } from '../../../src/jq/real/wasm.ts';
import { isJsonObject, type JsonObject } from '../../../src/json.ts';
import { pathOf, readText } from '../../support/fixtures.ts';
import { anyEventPattern } from '../../support/import/eventbridge-patterns.ts';
import { anyMetricFilter, patternText } from '../../support/import/metric-filters.ts';
import { pythonText } from '../../support/import/python.ts';
import { anyPythonRule } from '../../support/import/python-rules.ts';
import { anyRecord } from '../../support/import/records.ts';
import { anySigmaRule, sigmaFile } from '../../support/import/sigma-rules.ts';
import { anyTrailAlertsRule, trailAlertsFile } from '../../support/import/trailalerts-rules.ts';
import { verdictsOf } from '../../support/import/verdicts.ts';
import { anyInput } from '../../support/jq/inputs.ts';
import { seed } from '../../support/seed.ts';

const examplesOf = (language: LanguageName) =>
  languages[language].importRules(
    readdirSync(pathOf(`fixtures/import/${language}`)).map((file) => {
      const path = `fixtures/import/${language}/${file}`;
      return { path, text: readText(path) };
    }),
    {},
  );

const names = [
  'sigma',
  'metric-filter',
  'eventbridge',
  'fivexl',
  'trailalerts',
] as const satisfies readonly LanguageName[];

const exampleFiles: Readonly<Record<LanguageName, fc.Arbitrary<string>>> = {
  sigma: anySigmaRule().map(sigmaFile),
  'metric-filter': anyMetricFilter().map(patternText),
  eventbridge: anyEventPattern().map((pattern) => JSON.stringify(pattern)),
  fivexl: anyPythonRule().map(pythonText),
  trailalerts: anyTrailAlertsRule().map(trailAlertsFile),
};

const generated = (language: LanguageName): readonly string[] =>
  fc.sample(exampleFiles[language], { seed, numRuns: 60 }).flatMap((text) => {
    const path = language === 'metric-filter' || language === 'fivexl' ? 'a.txt' : 'a.yml';
    const { rules } = languages[language].importRules([{ path, text }], {});
    return rules.map(({ jq }) => jq);
  });

describe('the programs of every language', () => {
  it.each(names)('%s: jq takes them', async (language) => {
    const { rules, ignores } = examplesOf(language);
    await expect(jqWasm().compile([...rules, ...ignores].map(({ jq }) => jq))).resolves.toBeDefined();
  });

  it.each(names)('%s: check finds nothing in their rules', async (language) => {
    const destination = {
      type: 'sns',
      id: 'Security channel',
      sns_arn: 'arn:aws:sns:eu-west-1:111122223333:alerts',
    };
    const rules = tomlOf(examplesOf(language), ['Security channel']);
    const text = `${rules}\n${TOML.stringify({ destination: [destination] })}`;
    const config = { uri: 'imported.toml', text };
    const examined = await examineConfig(config, jqWasm().compile);
    expect(examined.problems).toEqual([]);
    expect(findingsIn(config, examined)).toEqual([]);
  });

  it.each(names)(
    `%s: raise no error on a record of any shape (seed ${seed})`,
    { timeout: 60_000 },
    async (language) => {
      const { rules, ignores } = examplesOf(language);
      const programs = [...[...rules, ...ignores].map(({ jq }) => jq), ...generated(language)];
      const records = [
        ...fc.sample(anyRecord('any'), { seed, numRuns: 100 }),
        ...fc.sample(anyInput(), { seed, numRuns: 100 }).filter(isJsonObject),
      ];
      const { errors } = await verdictsOf(programs, records);
      expect(errors.slice(0, 3)).toEqual([]);
    },
  );

  it.each(names)('%s: need no jq for ordinary records', async (language) => {
    const { rules, ignores } = examplesOf(language);
    const { Records: ordinary }: { readonly Records: readonly JsonObject[] } = JSON.parse(
      readText('fixtures/log-files/morning.json'),
    );
    const candidates = [...rules, ...ignores].flatMap(({ jq }) => jq.match(/"[A-Za-z0-9]+"/g) ?? []);
    const names = [...new Set(candidates)].map((name) => JSON.parse(name) as string); // they are in quotes
    // So that the prefilter lets many of them through.
    const records = ordinary.flatMap((record) => [
      record,
      ...names.map((eventName) => ({ ...record, eventName })),
    ]);
    const programs = [...[...rules, ...ignores].map(({ jq }) => jq)];
    const { bailOuts, errors } = await verdictsOf(programs, records);
    expect({ bailOuts, errors }).toEqual({ bailOuts: 0, errors: [] });
  });
});
