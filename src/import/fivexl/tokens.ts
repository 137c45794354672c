import { refuse } from '../imported.ts';

/** A piece of Python. */
export type Token =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number; readonly text: string }
  | { readonly kind: 'name' | 'sign'; readonly text: string };

/** Texts that stand side by side are one, as in Python. */
export const tokensOf = (source: string): readonly Token[] => {
  const tokens: Token[] = [];
  for (const match of source.matchAll(token)) {
    const [whole, prefix = '', single, double, number, name, sign] = match;
    const quoted = single ?? double;
    const last = tokens.at(-1);
    if (quoted !== undefined) {
      const text = textOf(quoted, prefix.toLowerCase());
      if (last?.kind === 'text') tokens[tokens.length - 1] = { kind: 'text', text: last.text + text };
      else tokens.push({ kind: 'text', text });
    } else if (number !== undefined) tokens.push({ kind: 'number', value: numberOf(number), text: number });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
    else if (!/^[\s\\]+$/.test(whole)) refuse(`${JSON.stringify(whole)} cannot be read`);
  }
  return tokens;
};

const token =
  /((?:[rR][bBfF]?|[bBfF][rR]?|[uU])?)(?:'((?:\\[\s\S]|[^'\\\n])*)'|"((?:\\[\s\S]|[^"\\\n])*)")|(\d+(?:\.\d+)?)(?![\w.])|([A-Za-z_]\w*)|(==|!=|<=|>=|[<>()[\].,{}-])|[\s\\]+|[\s\S]/g;

/** Python's integers have any number of digits, and none begins with 0. */
const numberOf = (digits: string): number =>
  /^0\d/.test(digits) || Math.abs(Number(digits)) > Number.MAX_SAFE_INTEGER
    ? refuse(`${digits} is not a number here: write it in quotes if it is text`)
    : Number(digits);

const textOf = (raw: string, prefix: string): string => {
  if (prefix.includes('b')) refuse(`b"${raw}" is not text`);
  if (prefix.includes('f') && /[{}]/.test(raw)) refuse(`f"${raw}" has values that only Python can fill in`);
  return prefix.includes('r') ? raw : raw.replace(/\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[\s\S])/g, escaped);
};

const escaped = (whole: string, code: string): string => {
  if (code.length > 1) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
  return escapes[code] ?? (/[0-7abfNUv]/.test(code) ? refuse(`${whole} is not a known escape`) : whole);
};

const escapes: Readonly<Record<string, string>> = {
  ...{ n: '\n', r: '\r', t: '\t', '\\': '\\', "'": "'", '"': '"', '\n': '' },
};
