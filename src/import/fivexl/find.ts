import { refuse } from '../imported.ts';
import { attributesIn } from '../terraform.ts';
import { tokensOf } from './tokens.ts';

export interface FoundExpression {
  /** Refuses one of which the text is not known. */
  readonly read: () => string;
  /** The comment before it. */
  readonly comment: string | undefined;
  readonly isIgnore: boolean;
}

/** The expressions in a file: a .tf file, a .py file that appends them to lists, or one on each line. */
export const expressionsIn = (path: string, text: string): readonly FoundExpression[] => {
  const found = path.endsWith('.tf')
    ? inTerraform(text)
    : path.endsWith('.py')
      ? inPython(text)
      : onLines(path, text);
  return found.length === 0 ? refuse('it has no rules') : found;
};

/** `rules`, `ignore_rules` and `events_to_track` of the module, or locals that are called like them. */
const inTerraform = (text: string): readonly FoundExpression[] =>
  attributesIn(text).flatMap(({ key, texts, block, expression }) => {
    const isTracked = key === 'events_to_track';
    if (!isTracked && !/rules$/.test(key)) return [];
    if (block.header[0] === 'module' && texts.length === 0 && !isLocal(expression)) {
      const read = (): never => refuse('it is an expression that only Terraform can evaluate');
      return [{ read, comment: key, isIgnore: false }];
    }
    return texts.map(({ text: source, isTemplate, comment }) => ({
      read: () => {
        if (isTemplate) refuse(`${JSON.stringify(source)} has values that only Terraform can fill in`);
        return isTracked ? tracking(source) : source;
      },
      comment: comment ?? (isTracked ? 'Events to track' : undefined),
      isIgnore: /ignore/.test(key),
    }));
  });

/** `local.rules` or `join(",", local.rules)`, which are attributes of their own. `default_rules` turns others on. */
const isLocal = (expression: string): boolean =>
  /^(join \( , , )?local \. \w*(rules|events_to_track)( \))?$|^(true|false|null)$/.test(expression);

const tracking = (names: string): string =>
  `"eventName" in event and event["eventName"] in ${JSON.stringify(names.replaceAll(' ', '').split(','))}`;

/** `rules.append('…')`, as the module's own defaults are written. */
const inPython = (text: string): readonly FoundExpression[] =>
  [...text.matchAll(appended)].map(([, comment = '', list = '', argument = '']) => ({
    read: () => {
      const [token, ...others] = tokensOf(argument);
      return token?.kind === 'text' && others.length === 0
        ? token.text
        : refuse(`${list} gets more than text`);
    },
    comment: commentOf(comment),
    isIgnore: /ignore/.test(list),
  }));

const appended =
  /((?:^[ \t]*#.*\n)*)^[ \t]*(\w+)\.append\(((?:'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|\([^)]*\)|[^'"()])*)\)/gm;

/** Those of a file that is called after ignoring are for ignoring. */
const onLines = (path: string, text: string): readonly FoundExpression[] =>
  [...text.matchAll(/((?:^[ \t]*(?:#.*)?\n)*)^[ \t]*([^\s#].*)$/gm)].map(([, comment = '', source = '']) => ({
    read: () => source,
    comment: commentOf(comment),
    isIgnore: /ignore/.test(path.split('/').at(-1) ?? ''),
  }));

/** Of several paragraphs of comments, the last. */
const commentOf = (lines: string): string | undefined =>
  lines
    .split(/\n[ \t]*(?=\n)/)
    .map((paragraph) =>
      paragraph
        .replaceAll(/^[ \t]*#[ \t]*/gm, '')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    )
    .findLast((paragraph) => paragraph !== '');
