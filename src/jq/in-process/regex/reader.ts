import {
  assertion,
  either,
  group,
  lookahead,
  type Part,
  type Quantifier,
  repeat,
  sequence,
  textPart,
} from './parts.ts';

/** A regex has syntax that Oniguruma and JavaScript may read differently. */
export class UnsupportedRegex extends Error {
  override readonly name = 'UnsupportedRegex';
}

interface Structure {
  /** The alternatives between the outermost `|`. */
  readonly branches: readonly (readonly Part[])[];
  /** The names of the capturing groups; null for a group without a name. */
  readonly groups: readonly (string | null)[];
  readonly repeatsGroup: boolean;
}

/** Reads the syntax that Oniguruma and JavaScript have in common. Throws UnsupportedRegex for other syntax. */
export const readRegex = (pattern: string, ignoreCase: boolean): Structure => {
  const reader: Reader = { pattern, ignoreCase, at: 0, groups: [], repeatsGroup: false, inLookahead: false };
  const branches = readBranches(reader);
  if (reader.at < pattern.length) throw new UnsupportedRegex();
  return { branches, groups: reader.groups, repeatsGroup: reader.repeatsGroup };
};

interface Reader {
  readonly pattern: string;
  readonly ignoreCase: boolean;
  readonly groups: (string | null)[];
  at: number;
  repeatsGroup: boolean;
  inLookahead: boolean;
}

const take = (reader: Reader, token: RegExp): RegExpExecArray | undefined => {
  const sticky = new RegExp(token, 'y');
  sticky.lastIndex = reader.at;
  const taken = sticky.exec(reader.pattern) ?? undefined;
  reader.at += taken?.[0].length ?? 0;
  return taken;
};

const readBranches = (reader: Reader): readonly (readonly Part[])[] => {
  const branches = [readSequence(reader)];
  while (take(reader, /\|/)) branches.push(readSequence(reader));
  return branches;
};

const readSequence = (reader: Reader): readonly Part[] => {
  const parts: Part[] = [];
  while (reader.at < reader.pattern.length && !/[|)]/.test(reader.pattern.charAt(reader.at))) {
    parts.push(readRepeated(reader));
  }
  return parts;
};

const readRepeated = (reader: Reader): Part => {
  const groupsBefore = reader.groups.length;
  const part = readPart(reader);
  const quantifier = readQuantifier(reader);
  if (quantifier === undefined) return part;
  if (quantifier.max !== 1 && reader.groups.length > groupsBefore) reader.repeatsGroup = true;
  return repeat(part, quantifier) ?? unsupported();
};

const unsupported = (): never => {
  throw new UnsupportedRegex();
};

/** Oniguruma reads `a{2}?`, `a++` and `a{,2}` differently. */
const readQuantifier = (reader: Reader): Quantifier | undefined => {
  const simple = take(reader, /([*+?])\??(?![*+?{])/);
  if (simple !== undefined) {
    const [source, mark] = simple;
    return { source, min: mark === '+' ? 1 : 0, max: mark === '?' ? 1 : undefined };
  }
  const counted = take(reader, /\{([0-9]{1,3})(,([0-9]{0,3}))?\}(?![*+?{])/);
  if (counted === undefined) return undefined;
  const [source, low, comma, high] = counted;
  const min = Number(low);
  if (comma !== undefined && high === '') return { source, min, max: undefined };
  const max = comma === undefined ? min : Number(high);
  return max > 0 && min <= max ? { source, min, max } : unsupported();
};

const readPart = (reader: Reader): Part => {
  const plain = take(reader, /[ !"#%&',\-/0-9:;<=>@A-Z_`a-z~]/);
  if (plain !== undefined) return textPart(escaped(plain[0]));
  const sign = take(reader, /[.^$]/);
  if (sign !== undefined) return sign[0] === '.' ? textPart('.') : assertion(sign[0]);
  const special = take(reader, /\\(?:([wWdDsS])|([bB])|([AzZ])|([-\\.[\]{}()*+?^$|/:"@,=]))/);
  if (special !== undefined) return specialPart(special);
  if (take(reader, /\[/)) return readClass(reader);
  return readGroup(reader);
};

const specialPart = ([source, kind, boundary, end, sign]: RegExpExecArray): Part => {
  if (kind !== undefined) return textPart(source);
  if (boundary !== undefined) return assertion(source);
  if (end !== undefined) return assertion(end === 'A' ? '^' : '$');
  return textPart(escaped(sign ?? ''));
};

const escaped = (character: string): string => character.replace(/[\\.[\]{}()*+?^$|/-]/, '\\$&');

const readGroup = (reader: Reader): Part => {
  const open = take(reader, /\((?:\?(?::|[=!]|<([A-Za-z_][A-Za-z_0-9]*)>)|(?![?*]))/);
  if (open === undefined) return unsupported();
  const [source, name] = open;
  const isLookahead = source === '(?=' || source === '(?!';
  if (!isLookahead && source !== '(?:') openGroup(reader, name ?? null);
  const outside = reader.inLookahead;
  reader.inLookahead ||= isLookahead;
  const inner = either(readBranches(reader).map(sequence));
  reader.inLookahead = outside;
  if (!take(reader, /\)/)) return unsupported();
  return isLookahead ? lookahead(source, inner) : group(source, inner);
};

/** Captures inside a lookahead, and those of two groups with the same name, may differ. */
const openGroup = (reader: Reader, name: string | null): void => {
  if (reader.inLookahead || (name !== null && reader.groups.includes(name))) unsupported();
  reader.groups.push(name);
};

/**
 * After the bracket. Only Oniguruma has nested classes, POSIX classes and `&&`. A `-` is supported where it is clearly a
 * range, or clearly not.
 */
const readClass = (reader: Reader): Part => {
  const negated = take(reader, /\^/) !== undefined;
  const items: string[] = [];
  if (take(reader, /-/)) items.push('\\-');
  while (!take(reader, /\]/)) items.push(readClassItem(reader));
  // Ignoring case, Oniguruma also lets `SS` match a class with `ß`, which is in `\w` and in `[^s]`.
  const hasMoreThanAscii = negated || items.some((item) => /\\[wWDS]/.test(item));
  if (items.length === 0 || (reader.ignoreCase && hasMoreThanAscii)) unsupported();
  return textPart(`[${negated ? '^' : ''}${items.join('')}]`);
};

const readClassItem = (reader: Reader): string => {
  const kind = take(reader, /\\[wWdDsS](?!-[^\]])/);
  if (kind !== undefined) return kind[0];
  if (take(reader, /-(?=\])/)) return '\\-';
  const low = readClassCharacter(reader);
  if (!take(reader, /-(?!\])/)) return escaped(low);
  const high = readClassCharacter(reader);
  if (low > high || reader.pattern.startsWith('-', reader.at)) unsupported();
  return `${escaped(low)}-${escaped(high)}`;
};

const readClassCharacter = (reader: Reader): string => {
  const taken = take(
    reader,
    /(?:[ !"#$%'()*+,./0-9:;<=>?@A-Z^_`a-z{|}~]|&(?!&))|\\([-\\.[\]{}()*+?^$|/:"@,=])/,
  );
  if (taken === undefined) return unsupported();
  return taken[1] ?? taken[0];
};
