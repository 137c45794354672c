import type { Syntax } from '../../../jq/in-process/parse/syntax.ts';
import { type Outcome, type Outcomes, outcomes } from './outcome.ts';
import type { Setting } from './setting.ts';
import { anything } from './steps.ts';

/** Errors become no output. */
export const caught = ({ ways, isSingle }: Outcomes, isOptional: boolean): Outcomes =>
  isOptional
    ? outcomes(
        ways.map((way): Outcome => (way.kind === 'error' ? { kind: 'none', knowledge: way.knowledge } : way)),
        isSingle,
      )
    : { ways, isSingle };

export const handled = ({ ways, isSingle }: Outcomes, handler: Syntax, setting: Setting): Outcomes => {
  const after = ways.map((way) =>
    way.kind === 'error'
      ? setting.follow(handler, { ...setting, input: anything(), knowledge: way.knowledge })
      : outcomes([way]),
  );
  return outcomes(
    after.flatMap((each) => each.ways),
    isSingle && ways.every(({ kind }) => kind !== 'error'),
  );
};
