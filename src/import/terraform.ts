/** An attribute that is a text or a list of texts, of a block or map in Terraform's language. */
export interface Attribute {
  readonly key: string;
  readonly texts: readonly TerraformText[];
  readonly block: Block;
}

interface Block {
  /** What stands before its brace, such as `resource`, a type and a name. */
  readonly header: readonly string[];
}

interface TerraformText {
  readonly text: string;
  /** Whether something is to be put into it, with `${…}`. */
  readonly isTemplate: boolean;
  /** The comment right before it. */
  readonly comment: string | undefined;
}

/** The texts in a .tf file (Terraform, "Syntax Configuration"). Whatever else is in it is passed over. */
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
    const texts = textsFrom(tokens, at + 1);
    if (texts.length > 0) attributes.push({ key: key.text, texts, block });
  }
  return attributes;
};

type Token =
  | ({ readonly kind: 'text' } & TerraformText)
  | { readonly kind: 'word' | 'sign'; readonly text: string };

const textsFrom = (tokens: readonly Token[], from: number): readonly TerraformText[] => {
  const first = tokens[from];
  if (first?.kind === 'text') return [first];
  if (first?.text !== '[') return [];
  const rest = tokens.slice(from + 1);
  const end = rest.findIndex(({ kind, text }) => kind === 'sign' && text === ']');
  return rest.slice(0, Math.max(0, end)).flatMap((token) => (token.kind === 'text' ? [token] : []));
};

const tokensOf = (source: string): readonly Token[] => {
  const tokens: Token[] = [];
  const comments: string[] = [];
  const takeComment = (): string | undefined => comments.splice(0).join(' ') || undefined;
  for (let at = 0; at < source.length; ) {
    const [whole, comment, , heredoc, quoted, word] = matchAt(source, at);
    at += whole.length;
    if (comment !== undefined) comments.push(comment.replace(/^(#|\/\/)\s*/, '').trim());
    else if (heredoc !== undefined) tokens.push({ ...readText(heredoc, false), comment: takeComment() });
    else if (quoted !== undefined)
      tokens.push({ ...readText(quoted.slice(1, -1), true), comment: takeComment() });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word });
    else if (/\S|\n/.test(whole)) tokens.push({ kind: 'sign', text: whole });
    if (word !== undefined) takeComment();
  }
  return tokens;
};

/** A text may have texts in what is put into it, to some depth: `"${lookup(var.names, "a")}"`. */
const matchAt = (source: string, at: number): RegExpExecArray => {
  const token =
    /(#[^\n]*|\/\/[^\n]*)|\/\*[\s\S]*?\*\/|<<-?([A-Za-z_]\w*)\n([\s\S]*?)\n?[ \t]*\2\b|("(?:\\.|\$\$\{|\$\{(?:"(?:\\.|[^"\\])*"|[^}"])*\}|[^"\\\n])*")|([A-Za-z_][\w-]*)|[\s\S]/y;
  token.lastIndex = at;
  return token.exec(source) ?? emptyMatch;
};

const emptyMatch = /[\s\S]/.exec(' ') as RegExpExecArray; // it matches

const readText = (raw: string, hasEscapes: boolean): { kind: 'text' } & Omit<TerraformText, 'comment'> => ({
  kind: 'text',
  text: (hasEscapes
    ? raw.replace(/\\(u[0-9a-fA-F]{4}|.)/g, (_, code: string) => unescaped(code))
    : raw
  ).replaceAll(/([$%])\1\{/g, '$1{'),
  isTemplate: /(?<!\$)\$\{|(?<!%)%\{/.test(raw),
});

const unescaped = (code: string): string =>
  code.length > 1 ? String.fromCharCode(Number.parseInt(code.slice(1), 16)) : (controls[code] ?? code);

const controls: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };
