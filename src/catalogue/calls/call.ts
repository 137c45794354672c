/**
 * What CloudTrail writes for a parameter of a call, or an element of its answer. `JSON`: a text that holds JSON. `any`:
 * it has several forms, or they are not known.
 */
export type Element = 'text' | 'number' | 'boolean' | 'JSON' | 'any' | readonly [Element] | Elements;

export interface Elements {
  readonly [name: string]: Element;
}

/** Not all that a call can have, but all that rules ask for, and all that looks like it. */
export interface Call {
  readonly requestParameters?: Elements;
  readonly responseElements?: Elements;
}

/** By eventName, without the date of Lambda's. */
export type Calls = Readonly<Record<string, Call>>;

/** Each of these, divided by spaces, is of one type. */
export const each = (type: Element, names: string): Elements =>
  Object.fromEntries(names.split(' ').map((name) => [name, type]));

export const text = (names: string): Elements => each('text', names);

/** EC2 writes a list as an object with `items`, and an empty one as `{}`. */
export const items = (element: Element): Elements => ({ items: [element] });

export const request = (requestParameters: Elements, responseElements?: Elements): Call => ({
  requestParameters,
  ...(responseElements !== undefined && { responseElements }),
});
