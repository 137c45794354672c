import { cloudTechniques, type Technique } from '../catalogue/attack.ts';
import type { Rule } from '../rules/rule.ts';

/** What rules a technique has. */
export interface Covered extends Technique {
  readonly status: 'tested' | 'untested' | 'none';
  /** Their ids. */
  readonly rules: readonly string[];
}

export interface Coverage {
  readonly techniques: readonly Covered[];
  /** Techniques that rules name, but that are not in our list. */
  readonly others: readonly Covered[];
  /** Ids of the rules that name no technique. */
  readonly withoutTechnique: readonly string[];
}

interface WithTests {
  readonly rule: Pick<Rule, 'id' | 'attack'>;
  readonly tests: readonly unknown[];
}

/** A rule for a sub-technique is one for its technique, too. */
export const coverageOf = (tested: readonly WithTests[]): Coverage => {
  const named = Map.groupBy(
    tested.flatMap(({ rule, tests }) =>
      [...new Set(rule.attack.flatMap(withParent))].map((id) => ({ id, rule, tests })),
    ),
    ({ id }) => id,
  );
  const covered = ({ id, name }: Technique): Covered => {
    const ofTechnique = named.get(id) ?? [];
    const hasTest = ofTechnique.some(({ tests }) => tests.length > 0);
    const status = ofTechnique.length === 0 ? 'none' : hasTest ? 'tested' : 'untested';
    return { id, name, status, rules: ofTechnique.map(({ rule }) => rule.id) };
  };
  const known = new Set(cloudTechniques.map(({ id }) => id));
  const written = new Set(tested.flatMap(({ rule }) => rule.attack));
  return {
    techniques: cloudTechniques.map(covered),
    others: [...written]
      .filter((id) => !known.has(id))
      .toSorted()
      .map((id) => covered({ id, name: '' })),
    withoutTechnique: tested.filter(({ rule }) => rule.attack.length === 0).map(({ rule }) => rule.id),
  };
};

const withParent = (id: string): readonly string[] => [id, id.replace(/\.\d+$/, '')];
