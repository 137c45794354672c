import type { Call, Element } from './call.ts';

/** What is at a path such as `requestParameters.ipPermissions.items[].cidrIp`, or why nothing can be there. */
export type Place =
  | { readonly kind: 'element'; readonly element: Element }
  | { readonly kind: 'unknown' }
  /** No key of this name, or no array. */
  | { readonly kind: 'nothing' };

export const placeIn = (call: Call, path: string): Place => {
  const [root = '', ...steps] = path.match(/[^.[\]]+|\[\]/g) ?? [];
  const elements = root === 'requestParameters' || root === 'responseElements' ? call[root] : undefined;
  return steps.reduce<Place>(
    (place, step) => (place.kind === 'element' ? below(place.element, step) : place),
    elements === undefined ? unknown : { kind: 'element', element: elements },
  );
};

const unknown: Place = { kind: 'unknown' };

const below = (element: Element, step: string): Place => {
  if (typeof element === 'string') return element === 'JSON' ? { kind: 'nothing' } : unknown;
  if (isList(element)) return step === '[]' ? { kind: 'element', element: element[0] } : { kind: 'nothing' };
  // Without items, an object may be meant to be gone through.
  if (step === '[]') return element.items === undefined ? unknown : { kind: 'nothing' };
  const found = Object.hasOwn(element, step) ? element[step] : undefined;
  return found === undefined ? { kind: 'nothing' } : { kind: 'element', element: found };
};

export const isList = (element: Element): element is readonly [Element] => Array.isArray(element);

/** As the fields of records are typed. */
export const typeOfElement = (
  element: Element,
): 'string' | 'number' | 'boolean' | 'list' | 'object' | 'any' => {
  if (typeof element !== 'string') return isList(element) ? 'list' : 'object';
  return element === 'text' || element === 'JSON' ? 'string' : element;
};
