import { styleText } from 'node:util';
import { countsAs, type Severity } from '../rules/severity.ts';

/** The lines of an alert for a terminal with colours: how bad it is, what happened and the facts each look different. */
export const withColours = (
  [title = '', ...lines]: readonly string[],
  { severity, hasSentence }: { readonly severity: Severity | undefined; readonly hasSentence: boolean },
): readonly string[] => {
  const firstFact = lines.indexOf('') + 1;
  return [
    styleText(['bold', ...colours[countsAs(severity)]], title),
    ...lines.map((line, index) => {
      if (index === 0 && hasSentence) return styleText('bold', line);
      return firstFact > 0 && index >= firstFact ? line.replace(label, dimmed) : line;
    }),
  ];
};

const colours = {
  critical: ['white', 'bgRed'],
  high: ['red'],
  medium: ['yellow'],
  low: ['blue'],
  info: ['cyan'],
} as const satisfies Record<Severity, readonly Parameters<typeof styleText>[0][]>;

/** Labels are padded to eight characters. */
const label = /^[A-Z]\S* +(?=\S)/;

const dimmed = (text: string): string => styleText('dim', text);
