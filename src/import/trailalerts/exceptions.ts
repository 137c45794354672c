import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, parseJson } from '../../json.ts';
import { attempt, type Imported, named, refuse, type Source, together } from '../imported.ts';
import { anyOf, type Condition, type Definition, some, type Test, type Values } from '../jq/condition.ts';
import { valuesAt } from '../jq/fields.ts';
import { programOf } from '../jq/program.ts';
import { found } from '../jq/regex.ts';
import { isSlow, plainFlags, tooSlow } from './comparisons.ts';

/** `exceptions.json`: by the title of a rule, who and what it does not alert about. */
export const importExceptions = ({ path, text }: Source, names: readonly string[]): Imported =>
  attempt(path, () => {
    const exceptions = parsed(text);
    if (isJsonArray(exceptions))
      return refuse('thresholds and correlations count over several records: not supported yet');
    if (!isJsonObject(exceptions)) return refuse('expected a map of exceptions by the titles of rules');
    return together(
      Object.entries(exceptions).map(([title, exception]) =>
        attempt(named(path, title), () => {
          if (!names.includes(title)) refuse('no imported rule has this title');
          if (!isJsonObject(exception)) return refuse('expected a map');
          return {
            ignores: [
              {
                name: `Exceptions of ${title}`,
                rules: [title],
                jq: programOf(exceptionCondition(exception)),
                origin: [`Exceptions of TrailAlerts, from ${path}`],
              },
            ],
          };
        }),
      ),
    );
  });

const parsed = (text: string): JsonValue => {
  try {
    return parseJson(text);
  } catch {
    return refuse('it is not JSON');
  }
};

const exceptionCondition = ({
  excludedActors,
  excludedSourceIPs,
  excludedActorsRegex,
  ...others
}: JsonObject): Condition => {
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) refuse(`TrailAlerts does not know ${unknown}`);
  const texts = (value: JsonValue | undefined): readonly string[] =>
    (isJsonArray(value) ? value : value === undefined ? [] : refuse('expected lists of text')).map((item) =>
      typeof item === 'string' && item !== '' ? item : refuse(`expected text, got ${JSON.stringify(item)}`),
    );
  const equal = (text: string) => ({ equals: JSON.stringify(text) });
  return anyOf([
    some(actors, ...texts(excludedActors).map(equal)),
    some(valuesAt(['sourceIPAddress']), ...texts(excludedSourceIPs).map(equal)),
    some({ ...actors, jq: `${actors.jq} | .[:2048]` }, ...texts(excludedActorsRegex).map(atStart)),
  ]);
};

/** `re.match` looks at the beginning. */
const atStart = (pattern: string): Test => {
  if (isSlow(pattern)) return refuse(tooSlow(pattern));
  found(pattern, plainFlags);
  return found(`^(?:${pattern})`, plainFlags);
};

const actor: Definition = {
  jq: `# Who did it, as TrailAlerts sees it.
def actor:
  .userIdentity | objects
  | if .type | IN("IAMUser", "AssumedRole", "FederatedUser") then .arn
    elif .type == "Root" then "arn:aws:iam::root"
    elif .type == "AWSService" then .invokedBy
    else null end
  | strings;`,
};

const actors: Values = { jq: 'actor', isOne: false, uses: [actor] };
