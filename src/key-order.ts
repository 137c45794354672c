/**
 * JSON.parse puts keys that are whole numbers first: of `{"env":1,"2026":2}` it makes an object whose first key is
 * `2026`. This gives objects the order of keys that their text has.
 */
export const inTextOrder = <T>(parsed: T, text: string): T => {
  if (!mayHaveNumberKeys(text)) return parsed;
  const holder: Members = { value: parsed };
  const order = orderIn(text);
  if (order !== undefined) arrange(holder, 'value', order);
  return holder.value as T; // the parsed value, or a proxy of it
};

/** The object with its keys listed in this order. Copies of it have the order of JavaScript: see `hasKeyOrder`. */
export const withKeyOrder = <T extends object>(object: T, keys: readonly string[]): T => {
  const ordered = new Proxy(object, { ownKeys: () => [...keys] });
  inOrder.add(ordered);
  return ordered;
};

/** Whether a copy of the object, such as `{...object}`, would have its keys in another order. */
export const hasKeyOrder = (object: object): boolean => inOrder.has(object);

const inOrder = new WeakSet<object>();

/**
 * A first look is for a digit at the end of a key, which is what few texts have: every text that is parsed is looked at,
 * so it must be found in one fast pass. Keys in escapes are rare, too.
 */
const mayHaveNumberKeys = (text: string): boolean =>
  (/[0-9]"[:\s]/.test(text) && /"[0-9]+"\s*:/.test(text)) ||
  (text.includes('\\u003') && /\\u003[0-9]/.test(text));

/** The order of an object's keys, where it is not that of JavaScript, and of the objects inside. */
interface Order {
  readonly keys: readonly string[] | undefined;
  readonly members: ReadonlyMap<string, Order>;
}

/** An object or array whose end has not been read yet. */
interface Open {
  readonly isObject: boolean;
  readonly keys: Set<string>;
  readonly members: Map<string, Order>;
  /** The key of the member that is being read; the position of an item. */
  key: string;
  items: number;
}

/** Objects that nest deeper keep the order of JavaScript: jq does not take them, and they are not shown. */
const maxDepth = 1000;

/** Reads text that is known to be JSON, in one pass and without recursion. */
const orderIn = (text: string): Order | undefined => {
  const open: Open[] = [];
  const structure = /["{}[\],]/g;
  let isKey = false;
  let order: Order | undefined;
  for (let found = structure.exec(text); found !== null; found = structure.exec(text)) {
    const sign = found[0];
    const inner = open.at(-1);
    if (sign === '"') {
      structure.lastIndex = stringEnd(text, structure.lastIndex);
      if (isKey && inner !== undefined) startMember(inner, text.slice(found.index, structure.lastIndex));
      isKey = false;
    } else if (sign === '{' || sign === '[') {
      isKey = sign === '{';
      open.push({ isObject: isKey, keys: new Set(), members: new Map(), key: '0', items: 0 });
    } else if (sign === ',') {
      isKey = inner?.isObject === true;
      if (inner !== undefined && !isKey) startItem(inner);
    } else {
      open.pop();
      isKey = false;
      order = inner === undefined || open.length >= maxDepth ? undefined : orderOf(inner);
      const outer = open.at(-1);
      if (order !== undefined) outer?.members.set(outer.key, order);
    }
  }
  return order;
};

/** The position after the quote that ends a string. */
const stringEnd = (text: string, from: number): number => {
  for (let end = text.indexOf('"', from); end !== -1; end = text.indexOf('"', end + 1)) {
    let start = end;
    while (start > from && text[start - 1] === '\\') start -= 1;
    if ((end - start) % 2 === 0) return end + 1;
  }
  return text.length;
};

/** Of members with the same key, the last one counts. */
const startMember = (object: Open, quoted: string): void => {
  object.key = quoted.includes('\\') ? String(JSON.parse(quoted)) : quoted.slice(1, -1);
  object.keys.add(object.key);
  object.members.delete(object.key);
};

const startItem = (array: Open): void => {
  array.items += 1;
  array.key = String(array.items);
};

const orderOf = ({ keys, members }: Open): Order | undefined => {
  const inText = [...keys];
  const isNumbered = inText.some((key) => /^[0-9]+$/.test(key));
  const inJavaScript = isNumbered
    ? Object.keys(Object.fromEntries(inText.map((key) => [key, null])))
    : inText;
  const differs = inText.some((key, at) => key !== inJavaScript[at]);
  return differs || members.size > 0 ? { keys: differs ? inText : undefined, members } : undefined;
};

interface Members {
  [key: string]: unknown;
}

const arrange = (parent: Members, key: string, { keys, members }: Order): void => {
  const value = parent[key] as Members; // where the text has members, JSON.parse gives an object or array
  for (const [member, order] of members) arrange(value, member, order);
  if (keys !== undefined) parent[key] = withKeyOrder(value, keys);
};
