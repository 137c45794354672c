import { styleText } from 'node:util';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { withColours } from '../../../src/cli/alert-colours.ts';
import { severities } from '../../../src/rules/severity.ts';

// Node leaves colours out where the output is no terminal.
beforeAll(() => void vi.stubEnv('FORCE_COLOR', '1'));
afterAll(() => void vi.unstubAllEnvs());

const lines = [
  '[high] Title',
  'she did it',
  'Why it matters',
  '',
  'Who     she',
  '        and he',
  'File    f',
];

it('the title has the colour of the severity, the sentence stands out, and labels do not', () =>
  expect(withColours(lines, { severity: 'high', hasSentence: true })).toEqual([
    styleText(['bold', 'red'], '[high] Title'),
    styleText('bold', 'she did it'),
    'Why it matters',
    '',
    `${styleText('dim', 'Who     ')}she`,
    '        and he',
    `${styleText('dim', 'File    ')}f`,
  ]));

it('every severity has another colour, and none counts as medium', () => {
  const titleOf = (severity: (typeof severities)[number] | undefined) =>
    withColours(lines, { severity, hasSentence: false })[0];
  expect(new Set(severities.map(titleOf)).size).toBe(severities.length);
  expect(titleOf(undefined)).toBe(titleOf('medium'));
});

it('without a sentence, the description is as it was', () =>
  expect(withColours(['T', 'Why it matters'], { severity: 'low', hasSentence: false })[1]).toBe(
    'Why it matters',
  ));
