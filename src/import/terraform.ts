import type { JsonValue } from '../json.ts';
import { type TerraformText, type Token, tokensOf } from './terraform-tokens.ts';
import { encodedValue } from './terraform-value.ts';

/** An attribute of a block or map in Terraform's language. */
export interface Attribute {
  readonly key: string;
  /** What it says, if that is a text or a list of texts, also in `join(",", […])`. */
  readonly texts: readonly TerraformText[];
  /** What `jsonencode(…)` would make text of, or a text itself. Refuses what only Terraform can evaluate. */
  readonly value: () => JsonValue;
  /** The first line of how it is written, word by word. */
  readonly expression: string;
  readonly block: Block;
}

interface Block {
  /** What stands before its brace, such as `resource`, a type and a name. */
  readonly header: readonly string[];
}

/** The attributes in a .tf file (Terraform, "Syntax Configuration"). */
export const attributesIn = (source: string): readonly Attribute[] => {
  const tokens = tokensOf(source);
  const attributes: Attribute[] = [];
  const open: Block[] = [{ header: [] }];
  let header: readonly string[] = [];
  for (const [at, token] of tokens.entries()) {
    const isSign = token.kind === 'sign';
    if (isSign && token.text === '{') open.push({ header });
    if (isSign && token.text === '}') open.pop();
    if (isSign && token.text !== '=') header = [];
    if (!isSign) header = [...header, token.text];
    const [key, block] = [tokens[at - 1], open.at(-1)];
    if (!isSign || token.text !== '=' || key === undefined || block === undefined) continue;
    const value = (): JsonValue => encodedValue(tokens, at + 1);
    const texts = textsFrom(tokens, at + 1);
    attributes.push({ key: key.text, texts, value, expression: lineFrom(tokens, at + 1), block });
  }
  return attributes;
};

const textsFrom = (tokens: readonly Token[], from: number): readonly TerraformText[] => {
  const first = tokens[from];
  if (first?.kind === 'text') return [first];
  if (isJoin(tokens.slice(from, from + 5))) return textsFrom(tokens, from + 4);
  if (first?.text !== '[') return [];
  const rest = tokens.slice(from + 1);
  const end = rest.findIndex(({ kind, text }) => kind === 'sign' && text === ']');
  return rest.slice(0, Math.max(0, end)).flatMap((token) => (token.kind === 'text' ? [token] : []));
};

const lineFrom = (tokens: readonly Token[], from: number): string => {
  const end = tokens.findIndex(({ kind, text }, at) => at >= from && kind === 'sign' && text === '\n');
  return tokens
    .slice(from, end === -1 ? undefined : end)
    .map(({ text }) => text)
    .join(' ');
};

const isJoin = ([name, open, , comma, list]: readonly Token[]): boolean =>
  [name, open, comma, list].map((token) => token?.text).join(' ') === 'join ( , [';
