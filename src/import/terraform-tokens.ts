/** A word, sign or text of Terraform's language. A line break is a sign. */
export type Token =
  | ({ readonly kind: 'text' } & TerraformText)
  | { readonly kind: 'word' | 'sign'; readonly text: string };

export interface TerraformText {
  readonly text: string;
  /** Whether something is to be put into it, with `${…}`. */
  readonly isTemplate: boolean;
  /** The comment right before it. */
  readonly comment: string | undefined;
}

/** Without comments, but with those right before a text. */
export const tokensOf = (source: string): readonly Token[] => {
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
    /(#[^\n]*|\/\/[^\n]*)|\/\*[\s\S]*?\*\/|<<-?([A-Za-z_]\w*)\n([\s\S]*?)\n?[ \t]*\2\b|("(?:\\.|\$\$\{|\$\{(?:"(?:\\.|[^"\\])*"|[^}"])*\}|[^"\\\n])*")|([A-Za-z_][\w-]*|\d+(?:\.\d+)?)|[\s\S]/y;
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
