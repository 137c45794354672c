import { attempt, type Imported, type Importer, named, together } from '../imported.ts';
import { programOf } from '../jq/program.ts';
import { conditionOf } from './condition.ts';
import { expressionsIn, type FoundExpression } from './find.ts';
import { parseExpression } from './parse.ts';

/**
 * Rules of fivexl/terraform-aws-cloudtrail-to-slack: Python expressions over an event whose keys are dotted paths, and
 * ignore rules, which come before all others. What is not carried over is in docs/import.md.
 */
export const importFivexl: Importer = (sources) =>
  together(
    sources.map(({ path, text }) =>
      attempt(path, () => together(expressionsIn(path, text).map((found) => importExpression(found, path)))),
    ),
  );

const importExpression = (found: FoundExpression, path: string): Imported => {
  const { comment, isIgnore } = found;
  return attempt(comment === undefined ? `${path}: a rule` : named(path, shortened(comment)), () => {
    const source = found.read();
    const name = shortened(comment ?? source);
    const description = comment === name ? undefined : comment;
    return attempt(named(path, name), () => {
      const jq = programOf(conditionOf(parseExpression(source)));
      const origin = [`Python rule from ${path}:`, source];
      return isIgnore
        ? { ignores: [{ name, rules: ['*'], jq, origin }] }
        : { rules: [{ name, description, jq, origin }] };
    });
  });
};

const shortened = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= maxName ? line : `${line.slice(0, maxName - 1)}…`;
};

const maxName = 80;
