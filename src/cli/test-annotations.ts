import { describeSurprise } from '../rule-tests/describe.ts';
import { hasPassed } from '../rule-tests/run.ts';
import { unknownFieldsIn } from '../rule-tests/unknown-fields.ts';
import { githubAnnotation } from './github-annotation.ts';
import type { RuleResult } from './test-output.ts';

/** What went wrong with the tests of a rule, as annotations for GitHub Actions: each where its test is written. */
export const annotationsOf = ({ rule, results, mutation }: RuleResult, config: string): readonly string[] => {
  const ofTests = results.flatMap((result) => {
    const { test, surprises } = result;
    const { file, line } = test.at ?? { file: config, line: undefined };
    const place = { file, line, title: `${rule.name}: ${test.name}` };
    const failures = surprises.flatMap((surprise) => describeSurprise(surprise, test)).join('\n');
    const unknown = unknownFieldsIn(test.records).map((field) => githubAnnotation('warning', place, field));
    return hasPassed(result) ? unknown : [githubAnnotation('error', place, failures), ...unknown];
  });
  const survivors = mutation?.kind === 'mutated' ? mutation.survivors : [];
  const file = rule.place.file ?? config;
  const ofMutants = survivors.map(({ mutant, line }) =>
    githubAnnotation('error', { file, line, title: rule.name }, `no test sees this change: ${mutant.words}`),
  );
  return [...ofTests, ...ofMutants];
};

export const annotationWithoutTests = (config: string): string =>
  githubAnnotation('error', { file: config, line: 1, title: 'no tests' }, 'no rule has a test');
