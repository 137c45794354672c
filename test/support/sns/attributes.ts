export interface MessageAttribute {
  readonly name: string;
  readonly type: string;
  /** As sent: text, or base64 for a Binary. */
  readonly value: string;
}

export type Attributes =
  | { readonly kind: 'attributes'; readonly attributes: readonly MessageAttribute[] }
  | { readonly kind: 'invalid'; readonly message: string };

/**
 * `MessageAttributes.entry.N.{Name, Value.DataType, Value.StringValue | Value.BinaryValue}` of the query protocol.
 * Amazon SNS Developer Guide, "Amazon SNS message attributes": what a name, a type and a value may be.
 */
export const readAttributes = (form: ReadonlyMap<string, string>): Attributes => {
  const attributes: MessageAttribute[] = [];
  for (let number = 1; form.has(`MessageAttributes.entry.${number}.Name`); number++) {
    const field = (path: string): string => form.get(`MessageAttributes.entry.${number}.${path}`) ?? '';
    const name = field('Name');
    const type = field('Value.DataType');
    const valueField = type === 'Binary' ? 'BinaryValue' : 'StringValue';
    const value = field(`Value.${valueField}`);
    const message =
      nameProblem(name) ??
      (attributes.some((other) => other.name === name)
        ? `The message attribute '${name}' is there twice.`
        : undefined) ??
      typeProblem(name, type) ??
      valueProblem(name, type, value);
    if (message !== undefined) return { kind: 'invalid', message };
    attributes.push({ name, type, value });
  }
  // SNS Developer Guide, "Raw message delivery": a message with more is discarded on its way to a queue.
  if (attributes.length > 10)
    return { kind: 'invalid', message: 'Invalid number of message attributes: at most 10.' };
  return { kind: 'attributes', attributes };
};

/** Name, type and value all count towards the 262,144 bytes of a message. */
export const sizeOf = ({ name, type, value }: MessageAttribute): number =>
  Buffer.byteLength(name) +
  Buffer.byteLength(type) +
  Buffer.byteLength(value, type === 'Binary' ? 'base64' : 'utf8');

const nameProblem = (name: string): string | undefined => {
  if (name === '') return 'The request must contain non-empty message attribute name.';
  if (name.length > 256) return 'Length of message attribute name must be less than or equal to 256 bytes.';
  if (!/^[A-Za-z0-9_.-]+$/.test(name))
    return 'Invalid non-alphanumeric character was found in the message attribute name.';
  if (/^\.|\.$|\.\./.test(name))
    return `The message attribute name '${name}' starts or ends with a period, or has two in a row.`;
  if (/^(aws|amazon)\./i.test(name))
    return 'You can\'t use message attribute names beginning with "AWS." or "Amazon.".';
  return undefined;
};

const types = ['String', 'String.Array', 'Number', 'Binary'];

const typeProblem = (name: string, type: string): string | undefined => {
  if (type === '') return `The message attribute '${name}' must contain non-empty message attribute type.`;
  return types.includes(type)
    ? undefined
    : `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`;
};

const valueProblem = (name: string, type: string, value: string): string | undefined => {
  if (value === '')
    return `The message attribute '${name}' must contain non-empty message attribute value for message attribute type '${type}'.`;
  // SQS Developer Guide, "Message metadata": what a queue that is subscribed takes.
  if (type !== 'Binary' && /[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(value))
    return `The message attribute '${name}' contains invalid characters.`;
  if (type === 'Number' && !/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value))
    return `Could not cast message attribute '${name}' value to number.`;
  if (type === 'String.Array' && !isJsonArray(value))
    return `The message attribute '${name}' is not a JSON array.`;
  return undefined;
};

const isJsonArray = (text: string): boolean => {
  try {
    return Array.isArray(JSON.parse(text));
  } catch {
    return false;
  }
};
