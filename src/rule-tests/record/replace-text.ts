/** Gives for each value of a kind another one, always the same for the same value. */
export interface Replacements {
  /**
   * For a value without separators: a name, an address, an account, a key, an ID. Pieces of a name stay that are one of
   * these texts.
   */
  word(text: string, pieces: readonly string[]): string;
  /** The account 12345678901 as a number, and any other large number. */
  number(value: number): number;
}

export const createReplacements = (): Replacements => {
  const known = new Map<string, string>();
  const counts = new Map<string, number>();

  /** A value is known by its kind too: a text may be a name in one place and a part of an address in another. */
  const replaced = (kind: string, text: string, make: (number: number) => string): string => {
    const key = `${kind}:${text}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    known.set(key, make(count));
    return make(count);
  };

  const name = (text: string, pieces: readonly string[]): string =>
    splitAround(text, pieces)
      .map((part, index) => {
        if (index % 2 === 1 || !/[\p{L}\p{N}]/u.test(part)) return part;
        const kind = /\s/.test(part) ? 'text' : 'name';
        return replaced(kind, part, (count) => `${kind}-${count}`);
      })
      .join('');

  return {
    word: (text, pieces) => {
      for (const { kind, form, make } of forms) {
        const match = form.exec(text);
        if (match !== null) return replaced(kind, text, (count) => make(count, match[1] ?? ''));
      }
      return name(text, pieces);
    },
    number: (value) => {
      const digits = String(value);
      const kind = /^\d{12}$/.test(digits) ? 'account' : 'number';
      return Number(
        replaced(kind, digits, kind === 'account' ? accountOf : (count) => String(1_000_000_000 + count)),
      );
    },
  };
};

/** Pieces of a text: those at odd positions are to stay. */
const splitAround = (text: string, pieces: readonly string[]): readonly string[] => {
  const inText = pieces
    .filter((piece) => piece.length >= minPiece && text.includes(piece))
    .toSorted((a, b) => b.length - a.length)
    .map((piece) => piece.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return inText.length === 0 ? [text] : text.split(new RegExp(`(${inText.join('|')})`));
};

/** Shorter ones are in any name. */
const minPiece = 3;

/** Accounts, addresses, keys and domains that AWS's documentation and RFC 2606, 3849 and 5737 set aside. */
const accountOf = (count: number): string =>
  ['111122223333', '444455556666', '123456789012'][count - 1] ?? String(999_900_000_000 + count);

const digits = (count: number, length: number): string => String(count).padStart(length, '0');

const addressOf = (count: number): string =>
  count < 255 ? `203.0.113.${count}` : `198.51.100.${count % 255}`;

const forms: readonly {
  readonly kind: string;
  readonly form: RegExp;
  readonly make: (count: number, matched: string) => string;
}[] = [
  { kind: 'account', form: /^\d{12}$/, make: accountOf },
  // IAM User Guide, "Unique identifiers".
  {
    kind: 'key',
    form: /^(A(?:BIA|CCA|GPA|IDA|IPA|KIA|NPA|NVA|PKA|ROA|SCA|SIA))[A-Z0-9]{12,}$/,
    make: (count, prefix) => `${prefix}EXAMPLE${digits(count, 9)}`,
  },
  { kind: 'mail', form: /^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/, make: (count) => `name-${count}@example.com` },
  {
    kind: 'address',
    form: /^(?:\d{1,3}\.){3}\d{1,3}(\/\d{1,2})?$/,
    make: (count, mask) => `${addressOf(count)}${mask}`,
  },
  {
    kind: 'IPv6 address',
    form: /^(?=.*:.*:)[\da-f:.]+(\/\d{1,3})?$/i,
    make: (count, mask) => `2001:db8::${count.toString(16)}${mask}`,
  },
  {
    kind: 'UUID',
    form: /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i,
    make: (count) => `00000000-0000-4000-8000-${digits(count, 12)}`,
  },
  // Such as i-0123456789abcdef0 and eni-0a1b2c3d.
  {
    kind: 'resource',
    form: /^([a-z]{1,12}-)[\da-f]{8,17}$/,
    make: (count, prefix) => `${prefix}${digits(count, 17)}`,
  },
];
