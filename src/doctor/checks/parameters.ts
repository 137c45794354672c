import { closestMatch } from 'leven';
import type { Element, Elements } from '../../catalogue/calls/call.ts';
import { isList, placeIn } from '../../catalogue/calls/place.ts';
import { literalOf } from '../../jq/in-process/explain/paths.ts';
import { isComparison } from '../../jq/in-process/parse/comparisons.ts';
import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import { isField } from '../reading/values.ts';
import { type Check, type CheckedProgram, findingAt, pipeInto } from './check.ts';

/** What the calls that a program asks for have no parameter for: `.requestParameters.username` of CreateAccessKey. */
export const parameters: Check = (program) => {
  const findings = [...keys(program), ...iterations(program), ...parsedObjects(program)];
  return looksAtTypes(program) ? findings.filter(({ kind }) => !dependsOnTypes.has(kind)) : findings;
};

const dependsOnTypes: ReadonlySet<string> = new Set(['json-text', 'parameter-list']);

/**
 * `if type == "string" then fromjson else . end` takes text with JSON and what is in it, and
 * `if type == "array" then .[] else . end` a list and a single element.
 */
const looksAtTypes = ({ pieces }: CheckedProgram): boolean =>
  pieces.some((piece) => piece.kind === 'call' && piece.name === 'type');

const keys: Check = (program) =>
  program.facts.reads.flatMap(({ syntax, path, parent }) => {
    if (!isParameter(path)) return [];
    const calls = program.callsAt(syntax);
    if (calls.length === 0 || calls.some((call) => placeIn(call, path).kind !== 'nothing')) return [];
    const key = path.slice(parent.length + 1);
    const [meant] = calls
      .map((call) => placeIn(call, parent))
      .flatMap((place) => (place.kind === 'element' ? [meantIn(place.element, key)] : []))
      .filter((one) => one !== undefined);
    if (meant === undefined || isReadInOtherLetters(path, program)) return [];
    const { piece, fix } = fixOf(syntax, meant, program);
    return findingAt(program, piece, {
      kind: meant.kind,
      message: `${meant.message(`.${parent}`, key)}: ${meant.fails ? 'this fails' : 'this is always null'}`,
      fix,
    });
  });

/** `.policyArn // .PolicyArn`: one of them is what CloudTrail writes. */
const isReadInOtherLetters = (path: string, { facts }: CheckedProgram): boolean =>
  facts.reads.some((read) => read.path !== path && read.path.toLowerCase() === path.toLowerCase());

/** Of several values, only the first counts: `any` looks at each. */
const fixOf = (
  syntax: Syntax,
  { fix, ofEach }: Meant,
  program: CheckedProgram,
): { readonly piece: Syntax; readonly fix: string | undefined } => {
  if (syntax.kind !== 'index') return { piece: syntax, fix: undefined };
  const target = targetOf(syntax.target, program);
  const comparison = program.pieces.find((piece) => piece.kind === 'binary' && piece.left === syntax);
  if (ofEach === undefined || comparison?.kind !== 'binary' || !isComparison(comparison.operator))
    return { piece: syntax, fix: fix(target) };
  const value = literalOf(comparison.right);
  if (value === undefined) return { piece: syntax, fix: fix(target) };
  const { list, key } = ofEach;
  return {
    piece: comparison,
    fix: `any(${target}${list}; .${key} ${comparison.operator} ${program.textOf(comparison.right)})`,
  };
};

const isParameter = (path: string): boolean => /^(requestParameters|responseElements)\b./.test(path);

/** Nothing for the input: `.a` is a key of it. */
const targetOf = (target: Syntax, { textOf }: CheckedProgram): string =>
  target.kind === 'identity' ? '' : textOf(target);

interface Meant {
  readonly kind: string;
  readonly message: (parent: string, key: string) => string;
  readonly fails: boolean;
  /** From the text of what the key is looked for in. */
  readonly fix: (target: string) => string;
  /** Where it is in each element of a list. */
  readonly ofEach?: { readonly list: string; readonly key: string };
}

const meantIn = (element: Element, key: string): Meant | undefined => {
  if (element === 'JSON')
    return {
      kind: 'json-text',
      message: (parent) => `${parent} is text with JSON in it, which fromjson reads`,
      fails: true,
      fix: (target) => `(${target || '.'} // "{}" | fromjson).${key}`,
    };
  if (typeof element === 'string') return undefined;
  if (isList(element)) return inList(element, key);
  const { items } = element;
  const within = items === undefined || typeof items === 'string' || !isList(items) ? undefined : items[0];
  if (within !== undefined && !/^items?$/i.test(key)) {
    const found = typeof within === 'string' || isList(within) ? undefined : nearestKey(within, key);
    return found === undefined
      ? undefined
      : {
          kind: 'parameter-list',
          message: (parent) => `EC2 writes the list ${parent} as an object with items`,
          fails: false,
          fix: (target) => `${target}.items[]?.${found}`,
          ofEach: { list: '.items[]?', key: found },
        };
  }
  return inElements(element, key);
};

const inList = ([element]: readonly [Element], key: string): Meant | undefined => {
  if (key === 'items')
    return {
      kind: 'parameter-list',
      message: (parent) => `${parent} is an array, which has no .items`,
      fails: true,
      fix: (target) => target || '.',
    };
  const found = typeof element === 'string' || isList(element) ? undefined : nearestKey(element, key);
  return found === undefined
    ? undefined
    : {
        kind: 'parameter-list',
        message: (parent) => `${parent} is an array`,
        fails: true,
        fix: (target) => `${target || '.'}[]?.${found}`,
        ofEach: { list: '[]?', key: found },
      };
};

const inElements = (elements: Elements, key: string): Meant | undefined => {
  const names = Object.keys(elements);
  const path = sameKey(names, key) ?? deeper(elements, key) ?? misspeltKey(names, key);
  return path === undefined
    ? undefined
    : {
        kind: 'unknown-parameter',
        message: (parent) => `CloudTrail writes no ${parent}.${key} for this call, but ${parent}.${path}`,
        fails: false,
        fix: (target) => `${target}.${path}`,
      };
};

const nearestKey = (elements: Elements, key: string): string | undefined => {
  const names = Object.keys(elements);
  return sameKey(names, key) ?? misspeltKey(names, key);
};

/** In other letters, or in the plural. */
const sameKey = (names: readonly string[], key: string): string | undefined =>
  names.find((name) => plain(name) === plain(key));

/** A name with another number in it is another name: `cidrIpv6`. */
const misspeltKey = (names: readonly string[], key: string): string | undefined => {
  const lower = key.toLowerCase();
  const nearest = closestMatch(
    lower,
    names.map((name) => name.toLowerCase()),
    { maxDistance: key.length < 6 ? 1 : Math.ceil(key.length / 8) },
  );
  const isOther = nearest === undefined || nearest.replace(/\d/g, '') === lower.replace(/\d/g, '');
  return isOther ? undefined : names.find((name) => name.toLowerCase() === nearest);
};

const plain = (name: string): string => name.toLowerCase().replaceAll(/[_-]/g, '').replace(/s$/, '');

/** `.BlockPublicAcls` for `.PublicAccessBlockConfiguration.BlockPublicAcls`: the only one of its name further down. */
const deeper = (elements: Elements, key: string): string | undefined => {
  const paths = pathsOf(elements).filter((path) => path.endsWith(`.${key}`));
  return paths.length === 1 ? paths[0] : undefined;
};

const pathsOf = (elements: Elements): readonly string[] =>
  Object.entries(elements).flatMap(([name, element]) =>
    typeof element === 'string' || isList(element)
      ? [name]
      : pathsOf(element).map((path) => `${name}.${path}`),
  );

/** `.ipPermissions[]` goes through the values of an object: there is one, and it is the list itself. */
const iterations: Check = (program) =>
  program.facts.iterations.flatMap(({ syntax, path }) => {
    if (!isParameter(path)) return [];
    const calls = program.callsAt(syntax);
    const places = calls.map((call) => placeIn(call, path));
    const isObject = places.every(
      (place) =>
        place.kind === 'element' &&
        typeof place.element !== 'string' &&
        !isList(place.element) &&
        place.element.items !== undefined,
    );
    if (calls.length === 0 || !isObject) return [];
    const target = syntax.kind === 'each' ? targetOf(syntax.target, program) : undefined;
    return findingAt(program, syntax, {
      kind: 'parameter-list',
      message: `EC2 writes the list .${path} as an object with items: this goes through the values of the object`,
      fix: target === undefined ? undefined : `${target}.items[]?`,
    });
  });

/** `.bucketPolicy | fromjson`: S3 writes an object. */
const parsedObjects: Check = (program) =>
  program.facts.calls.flatMap(({ syntax, input }) => {
    const [field] = input.filter(isField);
    if (syntax.name !== 'fromjson' || (field?.type !== 'object' && field?.type !== 'list')) return [];
    const left = pipeInto(syntax, program)?.left;
    // Behind anything else, such as `strings`, or in an `if`, the program may know it.
    if (left?.kind !== 'index') return [];
    const start = program.spanOf(left)?.start;
    return findingAt(program, syntax, {
      kind: 'json-text',
      message: `.${field.path} is ${field.type === 'list' ? 'an array' : 'an object'}, not text with JSON in it: fromjson fails`,
      fix: program.textOf(left),
    }).map((finding) => ({ ...finding, span: { ...finding.span, start: start ?? finding.span.start } }));
  });
