import { thresholdKeys } from '../../config/rule-schema.ts';
import { type Table, withKnownKeys } from '../../config/tables.ts';
import { childrenOf } from '../../jq/in-process/parse/children.ts';
import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import { parsed } from '../parsed.ts';
import { piecesOf } from '../witnesses/pieces.ts';
import { type ConfigCheck, warningAt } from './check.ts';

/** Thresholds that every log file reaches, or none. */
export const thresholds: ConfigCheck = ({ rules }) =>
  rules.flatMap(thresholdIn).flatMap((table) => {
    const { key, distinct } = table.values;
    const syntax = typeof key === 'string' ? parsed(key)?.syntax : undefined;
    if (syntax === undefined) return [];
    if (isConstant(syntax)) return [warningAt(table, 'key', { kind: 'constant-key', message: forAll })];
    const own = piecesOf(syntax)
      .map(fieldOf)
      .find((field) => isOfEveryEvent.has(field ?? ''));
    if (own !== undefined)
      return [
        warningAt(table, 'key', { kind: 'key-of-one', message: `every event has another .${own}: ${never}` }),
      ];
    if (key !== distinct) return [];
    return [warningAt(table, 'distinct', { kind: 'key-of-one', message: `it is the key: ${never}` })];
  });

const forAll =
  'it is the same for all: the matches in a log file are counted together. If that is meant, write .recipientAccountId';

const never = 'nothing is counted together, and no alert is sent';

const thresholdIn = ({ values: { threshold }, where, path }: Table): readonly Table[] => {
  if (threshold === undefined) return [];
  const values = withKnownKeys(threshold, thresholdKeys);
  return [{ values, where: `${where}, threshold`, path: [...path, 'threshold'] }];
};

const isConstant = (syntax: Syntax): boolean =>
  literals.has(syntax.kind) && childrenOf(syntax).every(isConstant);

const literals: ReadonlySet<Syntax['kind']> = new Set(['string', 'number', 'constant', 'array', 'comma']);

/** The field of the record that it is. */
const fieldOf = (syntax: Syntax): string | undefined => {
  if (syntax.kind !== 'index' || syntax.target.kind !== 'identity' || syntax.key.kind !== 'string')
    return undefined;
  return syntax.key.parts.join('');
};

/** CloudTrail User Guide, "CloudTrail record contents": a GUID for each event, and the ID of its request. */
const isOfEveryEvent: ReadonlySet<string> = new Set(['eventID', 'requestID']);
