import type { JsonValue } from '../../json.ts';
import { plainWords, type Words, words } from '../words.ts';
import { actionNames, actionPhrase, actionRank } from './actions.ts';
import { type Statement, statementsIn } from './document.ts';
import { partiesOf } from './parties.ts';

/**
 * Whom the policy of a resource lets do what, by the statement that lets in the most: `lets anyone read objects (1 of 3
 * statements)`. Undefined where that is not certain.
 */
export const lets = (policy: JsonValue | undefined, ownAccount: string | undefined): Words | undefined => {
  const statements = statementsIn(policy);
  if (statements === undefined) return undefined;
  const parties = statements.map((statement) => ({ statement, parties: partiesOf(statement, ownAccount) }));
  const known = parties.flatMap((one) =>
    one.parties === undefined ? [] : [{ ...one, parties: one.parties }],
  );
  // The one that is not known may let in the most.
  if (known.length < parties.length) return undefined;
  const [most] = known.toSorted(
    (a, b) =>
      Number(b.statement.isAllow) - Number(a.statement.isAllow) ||
      a.parties.rank - b.parties.rank ||
      widest(a.statement) - widest(b.statement),
  );
  if (most === undefined) return undefined;
  const { statement, parties: who } = most;
  const what = statement.isAllow
    ? words`lets ${who.words} ${actionPhrase(statement)}`
    : words`denies ${who.words} ${actionNames(statement)}`;
  return words`${what}${underConditions(who.isConditional)}${among(statement, statements)}`;
};

/** What the policy of a user, group or role allows, by its widest statement: `allows all of IAM`. */
export const allows = (policy: JsonValue | undefined): Words | undefined => {
  const statements = statementsIn(policy);
  const [most] =
    statements?.toSorted(
      (a, b) => Number(b.isAllow) - Number(a.isAllow) || widest(a) - widest(b) || narrow(a) - narrow(b),
    ) ?? [];
  if (statements === undefined || most === undefined) return undefined;
  const what = words`${plainWords(most.isAllow ? 'allows' : 'denies')} ${actionNames(most)}`;
  const where = plainWords(narrow(most) === 0 ? '' : ' on some resources');
  return words`${what}${where}${underConditions(most.condition !== undefined)}${among(most, statements)}`;
};

const widest = ({ actions }: Statement): number =>
  actions.isAllBut ? 0 : Math.min(...actions.values.map(actionRank));

const narrow = ({ resources: { isAllBut, values } }: Statement): number =>
  !isAllBut && values.includes('*') ? 0 : 1;

const underConditions = (isConditional: boolean): Words =>
  plainWords(isConditional ? ' under conditions' : '');

/** A statement with Deny may take back what another allows. */
const among = ({ isAllow }: Statement, all: readonly Statement[]): Words => {
  if (all.length === 1) return plainWords('');
  const denying = all.filter((statement) => !statement.isAllow).length;
  const some = isAllow && denying > 0 ? `, ${denying} of them with Deny` : '';
  return plainWords(` (1 of ${all.length} statements${some})`);
};
