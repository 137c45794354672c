import { attackVersion } from '../catalogue/attack.ts';
import type { Coverage, Covered } from '../rule-tests/coverage.ts';
import { version } from '../version.ts';
import { textTable } from './text-table.ts';

export const coverageFormats = ['table', 'json', 'navigator'] as const;

export type CoverageFormat = (typeof coverageFormats)[number];

const asTable = ({ techniques, others, withoutTechnique }: Coverage): string => {
  const count = (status: Covered['status']): number =>
    techniques.filter((technique) => technique.status === status).length;
  const rows = [...techniques, ...others].map(({ id, name, status, rules }) => [
    id,
    name === '' ? '(not in our list)' : name,
    words[status],
    rules.length === 0 ? '-' : rules.join(', '),
  ]);
  return [
    textTable(['TECHNIQUE', 'NAME', 'COVERAGE', 'RULES'], rows),
    `\nOf ${techniques.length} techniques, ${count('tested')} have a rule with a test, ${count('untested')} a rule without one, ${count('none')} none.\n`,
    ...(withoutTechnique.length === 0
      ? []
      : [`Rules that name no technique: ${withoutTechnique.join(', ')}\n`]),
  ].join('');
};

const words = { tested: 'tested', untested: 'no test', none: 'no rule' } as const;

/** Layer format 4.5: https://github.com/mitre-attack/attack-navigator/blob/master/layers/LAYERFORMATv4_5.md */
const asLayer = ({ techniques, others }: Coverage) => ({
  name: 'tattletail coverage',
  versions: { attack: attackVersion, navigator: '4.9.0', layer: '4.5' },
  domain: 'enterprise-attack',
  description: `Techniques that CloudTrail can show, by their rules in tattletail ${version}`,
  filters: { platforms: ['IaaS'] },
  layout: { layout: 'side', showID: true, showName: true, expandedSubtechniques: 'annotated' },
  techniques: [...techniques, ...others].map(({ id, status, rules }) => ({
    techniqueID: id,
    score: scores[status],
    color: colors[status],
    comment: rules.length === 0 ? 'no rule' : `${words[status]}: ${rules.join(', ')}`,
  })),
  gradient: { colors: [colors.none, colors.untested, colors.tested], minValue: 0, maxValue: 100 },
  legendItems: [
    { label: 'a rule with a test', color: colors.tested },
    { label: 'a rule without a test', color: colors.untested },
    { label: 'no rule', color: colors.none },
  ],
});

const scores = { tested: 100, untested: 50, none: 0 } as const;

const colors = { tested: '#8ec843', untested: '#ffe766', none: '#ff6666' } as const;

const asJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

export const formatCoverage: Readonly<Record<CoverageFormat, (coverage: Coverage) => string>> = {
  table: asTable,
  json: asJson,
  navigator: (coverage) => asJson(asLayer(coverage)),
};
