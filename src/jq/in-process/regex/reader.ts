import { anyCharacter, characterSet, type Kind, kindSet } from './character-sets.ts';
import { readClass } from './classes.ts';
import { isSearchedWrongly } from './oniguruma-bug.ts';
import { type Pattern, take, UnsupportedRegex } from './pattern.ts';
import { type Assertion, type Capture, isNullable, type Quantifier, type Syntax } from './syntax.ts';

export interface Structure {
  readonly syntax: Syntax;
  readonly ignoresCase: boolean;
  /** The names of the capturing groups; null for a group without a name. */
  readonly groups: readonly (string | null)[];
  /** Whether a capturing group is repeated: then Oniguruma and JavaScript capture differently. */
  readonly repeatsGroup: boolean;
}

/**
 * Reads the syntax of Oniguruma that needs no backtracking. Undefined for other syntax, for what Oniguruma may read in
 * more than one way, and for invalid regexes.
 */
export const readRegex = (pattern: string, ignoreCase: boolean): Structure | undefined => {
  if (pattern.length > maxLength || !pattern.isWellFormed()) return undefined;
  const ignoresCase = ignoreCase || pattern.startsWith('(?i)');
  const reader: Reader = {
    text: pattern.replace(/^\(\?i\)/, ''),
    ignoresCase,
    at: 0,
    groups: [],
    repeatsGroup: false,
    inLook: false,
    depth: 0,
  };
  try {
    const syntax = readBranches(reader);
    if (reader.at < reader.text.length) return undefined;
    return { syntax, ignoresCase, groups: reader.groups, repeatsGroup: reader.repeatsGroup };
  } catch (error) {
    if (error instanceof UnsupportedRegex) return undefined;
    throw error;
  }
};

/** Characters of a regex. */
const maxLength = 3000;

/** Groups in one another. */
const maxDepth = 100;

interface Reader extends Pattern {
  readonly groups: (string | null)[];
  repeatsGroup: boolean;
  inLook: boolean;
  depth: number;
}

const unsupported = (): never => {
  throw new UnsupportedRegex();
};

const readBranches = (reader: Reader): Syntax => {
  const first = readSequence(reader);
  const branches = [first];
  while (take(reader, /\|/)) branches.push(readSequence(reader));
  return branches.length === 1 ? first : { kind: 'either', branches };
};

const readSequence = (reader: Reader): Syntax => {
  const parts: Syntax[] = [];
  while (reader.at < reader.text.length && !/[|)]/.test(reader.text.charAt(reader.at))) {
    parts.push(readRepeated(reader));
  }
  return isSearchedWrongly(parts) ? unsupported() : { kind: 'sequence', parts };
};

const readRepeated = (reader: Reader): Syntax => {
  const groupsBefore = reader.groups.length;
  const inner = readPart(reader);
  const quantifier = readQuantifier(reader);
  if (quantifier === undefined) return inner;
  if (isOnlyAssertion(inner)) return unsupported();
  // After a repetition that is empty, Oniguruma goes on, however few there have been.
  if (quantifier.min > 1 && isNullable(inner)) return unsupported();
  if (quantifier.max !== 1 && reader.groups.length > groupsBefore) reader.repeatsGroup = true;
  return { kind: 'repeat', inner, quantifier };
};

/** Oniguruma does not repeat an assertion, nor a choice that has one, unless a group captures it. */
const isOnlyAssertion = (syntax: Syntax): boolean => {
  if (syntax.kind === 'group') return syntax.capture === undefined && isOnlyAssertion(syntax.inner);
  if (syntax.kind === 'either') return syntax.branches.some(isOnlyAssertion);
  if (syntax.kind === 'sequence') return syntax.parts.length > 0 && syntax.parts.every(isOnlyAssertion);
  return syntax.kind === 'assertion' || syntax.kind === 'look';
};

/** Oniguruma reads `a{2}?`, `a++` and `a{,2}` differently from other engines. */
const readQuantifier = (reader: Reader): Quantifier | undefined => {
  const simple = take(reader, /([*+?])(\??)(?![*+?{])/);
  if (simple !== undefined) {
    const [source, mark, question] = simple;
    return { source, min: mark === '+' ? 1 : 0, max: mark === '?' ? 1 : undefined, lazy: question === '?' };
  }
  const counted = take(reader, /\{([0-9]{1,3})(,([0-9]{0,3}))?\}(?![*+?{])/);
  if (counted === undefined) return undefined;
  const [source, low, comma, high] = counted;
  const min = Number(low);
  if (comma !== undefined && high === '') return { source, min, max: undefined, lazy: false };
  const max = comma === undefined ? min : Number(high);
  return max > 0 && min <= max ? { source, min, max, lazy: false } : unsupported();
};

const readPart = (reader: Reader): Syntax => {
  const plain = take(reader, /[ !"#%&',\-/0-9:;<=>@A-Z_`a-z~\t\n\r]/);
  if (plain !== undefined) return characterOf(plain[0], reader);
  const other = take(reader, /[^\0-\x7f]/u);
  // Oniguruma folds the case of some letters to several others.
  if (other !== undefined) return reader.ignoresCase ? unsupported() : characterOf(other[0], reader);
  const sign = take(reader, /[.^$]/);
  if (sign !== undefined) {
    return sign[0] === '.' ? { kind: 'set', set: anyCharacter } : assertionOf(sign[0]);
  }
  const special = take(reader, /\\(?:([wWdDsS])|([bBAzZ])|([tnr])|([-\\.[\]{}()*+?^$|/:"@,=]))/);
  if (special !== undefined) return specialPart(special, reader);
  if (take(reader, /\[/)) return readClass(reader);
  return readGroup(reader);
};

const characterOf = (character: string, { ignoresCase }: Reader): Syntax => ({
  kind: 'set',
  set: characterSet(character, ignoresCase),
});

const specialPart = ([, kind, assertion, control, sign]: RegExpExecArray, reader: Reader): Syntax => {
  if (kind !== undefined) return { kind: 'set', set: kindSet(kind as Kind) }; // it is one of wWdDsS
  if (assertion !== undefined) return assertionOf(assertion);
  return characterOf(control === undefined ? (sign ?? '') : (controls.get(control) ?? ''), reader);
};

const controls: ReadonlyMap<string, string> = new Map([
  ['t', '\t'],
  ['n', '\n'],
  ['r', '\r'],
]);

const assertionOf = (sign: string): Syntax => ({
  kind: 'assertion',
  assertion: assertions.get(sign) ?? unsupported(),
});

const assertions: ReadonlyMap<string, Assertion> = new Map([
  ['^', 'start'],
  ['A', 'start'],
  ['$', 'last line end'],
  ['Z', 'last line end'],
  ['z', 'end'],
  ['b', 'word boundary'],
  ['B', 'no word boundary'],
]);

const readGroup = (reader: Reader): Syntax => {
  const open = take(reader, /\((?:\?(?::|<?[=!]|<([A-Za-z_][A-Za-z_0-9]*)>)|(?![?*]))/);
  if (open === undefined) return unsupported();
  const [source, name] = open;
  if (/[=!]$/.test(source)) return readLook(reader, source);
  const capture = source === '(?:' ? undefined : openGroup(reader, name ?? null);
  return { kind: 'group', inner: readInner(reader), capture };
};

const readInner = (reader: Reader): Syntax => {
  reader.depth += 1;
  if (reader.depth > maxDepth) return unsupported();
  const inner = readBranches(reader);
  reader.depth -= 1;
  if (!take(reader, /\)/)) return unsupported();
  return inner;
};

const readLook = (reader: Reader, source: string): Syntax => {
  const outside = reader.inLook;
  reader.inLook = true;
  const inner = readInner(reader);
  reader.inLook = outside;
  const direction = source.includes('<') ? 'behind' : 'ahead';
  if (direction === 'behind' && !isPlain(inner)) return unsupported();
  return { kind: 'look', direction, negated: source.endsWith('!'), inner };
};

/** In the Perl syntax, Oniguruma looks behind for texts of one length only. */
const isPlain = (inner: Syntax): boolean => {
  const branches = inner.kind === 'either' ? inner.branches : [inner];
  const lengths = branches.map((branch) =>
    branch.kind === 'sequence' && branch.parts.every(({ kind }) => kind === 'set') ? branch.parts.length : 0,
  );
  return lengths.every((length) => length > 0 && length === lengths[0]);
};

/** Captures inside a lookahead, and those of two groups with the same name, may differ. */
const openGroup = (reader: Reader, name: string | null): Capture => {
  if (reader.inLook || (name !== null && reader.groups.includes(name))) unsupported();
  return { number: reader.groups.push(name) - 1, name };
};
