import { refuse } from '../imported.ts';
import type { Constant, Expression } from './expression.ts';
import { expectSign, type Reader, readName, takeSign } from './reader.ts';

/** What reads a whole expression, as it stands in parentheses. */
type Read = (reader: Reader) => Expression;

/** A value with the methods that are called on it. */
export const readOperand = (reader: Reader, readInside: Read): Expression => {
  let operand = readAtom(reader, readInside);
  while (takeSign(reader, '.')) operand = readMethod(reader, operand, readInside);
  if (takeSign(reader, '[')) {
    if (operand.kind === 'field') refuse(`the event is flat: write event["${operand.key}.…"]`);
    refuse('only event has items');
  }
  return operand;
};

const readMethod = (reader: Reader, of: Expression, readInside: Read): Expression => {
  const method = readName(reader);
  if (method !== 'startswith' && method !== 'endswith')
    return refuse(`the method ${method} is not supported`);
  expectSign(reader, '(');
  const argument = readInside(reader);
  expectSign(reader, ')');
  const texts =
    argument.kind === 'list' ? argument.items : [argument.kind === 'constant' ? argument.value : null];
  if (texts.length === 0 || !texts.every((text) => typeof text === 'string')) {
    return refuse(`${method} takes text or a tuple of text`);
  }
  return { kind: 'affix', method, of, texts };
};

const readAtom = (reader: Reader, readInside: Read): Expression => {
  const token = reader.tokens[reader.at] ?? refuse('it ends too soon');
  reader.at += 1;
  switch (token.kind) {
    case 'text':
      return { kind: 'constant', value: token.text };
    case 'number':
      return { kind: 'constant', value: token.value };
    case 'name':
      return readNamed(reader, token.text);
    case 'sign':
      return readSign(reader, token.text, readInside);
  }
};

const readNamed = (reader: Reader, name: string): Expression => {
  const constant = constants[name];
  if (constant !== undefined) return { kind: 'constant', value: constant };
  if (name !== 'event') return refuse(`the name ${name} is not supported`);
  if (takeSign(reader, '[')) {
    const key = readKey(reader);
    expectSign(reader, ']');
    return { kind: 'field', key, fallback: undefined };
  }
  if (!takeSign(reader, '.')) return { kind: 'event' };
  const method = readName(reader);
  if (method !== 'get') return refuse(`the method ${method} of event is not supported`);
  expectSign(reader, '(');
  const key = readKey(reader);
  const fallback = takeSign(reader, ',') ? readConstant(reader) : null;
  expectSign(reader, ')');
  return { kind: 'field', key, fallback };
};

const constants: Readonly<Record<string, Constant>> = { True: true, False: false, None: null };

const readKey = (reader: Reader): string => {
  const key = readConstant(reader);
  return typeof key === 'string' && key !== '' ? key : refuse('a key of event must be text');
};

const readConstant = (reader: Reader): Constant => {
  const atom = readAtom(reader, () => refuse('expected a constant'));
  return atom.kind === 'constant' ? atom.value : refuse('expected a constant');
};

/** Something in parentheses, a tuple, a list, or a number below zero. A tuple of one has a comma. */
const readSign = (reader: Reader, sign: string, readInside: Read): Expression => {
  const token = reader.tokens[reader.at];
  if (sign === '-' && token?.kind === 'number') {
    reader.at += 1;
    return { kind: 'constant', value: -token.value };
  }
  if (sign !== '(' && sign !== '[') return refuse(`${JSON.stringify(sign)} is in an unexpected place`);
  const close = sign === '(' ? ')' : ']';
  const items: Expression[] = [];
  let hasComma = false;
  while (!takeSign(reader, close)) {
    items.push(readInside(reader));
    if (!takeSign(reader, ',')) {
      expectSign(reader, close);
      break;
    }
    hasComma = true;
  }
  const [only] = items;
  if (sign === '(' && !hasComma && only !== undefined) return only;
  return {
    kind: 'list',
    items: items.map((item) =>
      item.kind === 'constant' ? item.value : refuse('a list may hold only constants'),
    ),
  };
};
