import { plainWords, type Words, words } from '../words.ts';
import type { Call } from './call.ts';
import { type Verb, verbs } from './verbs.ts';

/** What a call does: `open` and `port 22 of sg-1 to the world`. */
export interface Deed {
  readonly verb: Verb;
  readonly rest: Words;
}

/** A deed in the infinitive; `{userName}` stands for what a record has at that path. Where it has nothing, it does not apply. */
type Template = `${Verb} ${string}` | Verb;

type Saying = Template | Deed | undefined;

/** Ways to say what a call does, the one that says most first; the last one needs nothing of the record. */
export type Row = Saying | readonly Saying[] | ((call: Call) => Saying | readonly Saying[]);

/** Rows by service, as in `iam.amazonaws.com`, and by name of the call without a version. */
export type Rows = Readonly<Record<string, Readonly<Record<string, Row>>>>;

/** Undefined unless there are words for the rest. */
export const deed = (verb: Verb, rest: Words | undefined): Deed | undefined =>
  rest === undefined ? undefined : { verb, rest };

/** What a call does, by a row of the table. */
export const deedOf = (row: Row, call: Call): Deed | undefined => {
  const said = typeof row === 'function' ? row(call) : row;
  const sayings: readonly Saying[] = isList(said) ? said : [said];
  for (const saying of sayings) {
    const found = typeof saying === 'string' ? filled(saying, call) : saying;
    if (found !== undefined) return found;
  }
  return undefined;
};

const isList = (said: Saying | readonly Saying[]): said is readonly Saying[] => Array.isArray(said);

const filled = (template: Template, call: Call): Deed | undefined => {
  const verb = (Object.keys(verbs) as Verb[]) // They are its keys.
    .filter((one) => template === one || template.startsWith(`${one} `))
    .toSorted((a, b) => b.length - a.length)[0];
  if (verb === undefined) return undefined;
  const parts = template
    .slice(verb.length)
    .trimStart()
    .split(/\{([\w.-]+)\}/)
    .map((part, index, { [index + 1]: path }) => {
      if (index % 2 === 1) return call.names(part);
      return plainWords(path !== undefined && call.texts(path).length > 1 ? inPlural(part) : part);
    });
  return deed(verb, joined(parts));
};

/** Where a name follows that may be one of several: `terminate instances i-1 and i-2`. */
const inPlural = (before: string): string =>
  before.replace(/(?<=\b(?:account|alarm|flow log|instance|target)) $/, 's ');

const joined = (parts: readonly (Words | undefined)[]): Words | undefined =>
  parts.reduce<Words | undefined>(
    (before, part) => (before === undefined ? undefined : words`${before}${part}`),
    plainWords(''),
  );
