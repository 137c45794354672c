import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import { compare } from './compare.ts';
import { noteReads } from './facts.ts';
import { onInput, type Scope, undecided } from './scope.ts';
import {
  anything,
  elementsOf,
  fieldsOf,
  flattened,
  isField,
  isLiteral,
  namesIn,
  oneOf,
  type Value,
  type Values,
} from './values.ts';

type CallSyntax = Extract<Syntax, { readonly kind: 'call' }>;
type Read = (syntax: Syntax, scope: Scope) => Values;

/** What a call can give: of a function of the program, or of a builtin. */
export const readCall = (syntax: CallSyntax, scope: Scope, read: Read): Values => {
  const name = `${syntax.name}/${syntax.args.length}`;
  if (scope.functions.has(name)) return readFunction(name, syntax, scope, read);
  const reader = builtins[name];
  if (reader !== undefined) return reader({ syntax, scope, read });
  const args = syntax.args.map((arg) => read(arg, onInput(undecided(scope), anything)));
  scope.facts.calls.push({ syntax, input: scope.input, args });
  return resultOf(name);
};

/** Reads the body with what the arguments are. A recursion gives anything. */
const readFunction = (name: string, { args }: CallSyntax, scope: Scope, read: Read): Values => {
  const closure = scope.functions.get(name);
  if (closure === undefined || scope.depth >= maxDepth) return anything;
  const { params, body, scope: defined = scope } = closure;
  const functions = new Map(defined.functions);
  const variables = new Map(defined.variables);
  functions.set(name, closure);
  for (const [at, param] of params.entries()) {
    const arg = args[at];
    if (arg === undefined) continue;
    const bare = param.replace('$', '');
    functions.set(`${bare}/0`, { params: [], body: arg, scope });
    if (param !== bare) variables.set(bare, read(arg, scope));
  }
  const { facts, input, excludes, depth } = scope;
  return read(body, { facts, input, excludes, functions, variables, depth: depth + 1 });
};

const maxDepth = 8;

interface Calling {
  readonly syntax: CallSyntax;
  readonly scope: Scope;
  readonly read: Read;
}

type ReadBuiltin = (call: Calling) => Values;

/** Reads all arguments on the input. */
const argsOf = ({ syntax, scope, read }: Calling): readonly Values[] => {
  const args = syntax.args.map((arg) => read(arg, scope));
  scope.facts.calls.push({ syntax, input: scope.input, args });
  return args;
};

const boolean: Values = [{ kind: 'boolean' }];

const passesInput: ReadBuiltin = (call) => {
  argsOf(call);
  return call.scope.input;
};

const selecting: ReadBuiltin = (call) => {
  for (const condition of call.syntax.args) call.scope.facts.conditions.add(condition);
  return passesInput(call);
};

const comparing =
  (how: 'startswith' | 'endswith' | 'contains' | 'test', result: Values): ReadBuiltin =>
  (call) => {
    const { syntax, scope } = call;
    const [literals = [], flags = []] = argsOf(call);
    const flag = flags[0];
    compare(
      {
        syntax,
        how,
        subject: scope.input,
        of: undefined,
        literals,
        ...(flag !== undefined && isLiteral(flag) && { flags: String(flag.value) }),
      },
      scope,
    );
    return result;
  };

/** `["A", "B"] | index($name)` compares each of the list. */
const indexing: ReadBuiltin = (call) => {
  const { syntax, scope } = call;
  const [sought = []] = argsOf(call);
  const lists = scope.input.flatMap((value) => (value.kind === 'list' ? value.items : []));
  if (lists.length === 0)
    compare({ syntax, how: 'contains', subject: scope.input, of: undefined, literals: sought }, scope);
  else compareEach(lists, sought, call);
  return [{ kind: 'number' }];
};

const compareEach = (some: Values, others: Values, { syntax, scope }: Calling): void => {
  const [of] = syntax.args;
  compare({ syntax, how: '==', subject: others, of, literals: some }, scope);
  compare({ syntax, how: '==', subject: some, of: undefined, literals: others }, scope);
};

const has: ReadBuiltin = (call) => {
  const { syntax, scope } = call;
  const [keys = []] = argsOf(call);
  noteReads(syntax, scope.input, keys, scope.facts);
  compareEach(keysIn(scope.input), keys, call);
  return boolean;
};

const keysIn = (values: Values): Values =>
  values.flatMap((value): Values => (value.kind === 'object' ? value.keys : []));

/** Runs `inner` for each of a list. */
const onEach =
  (result: (values: Values, input: Values) => Values): ReadBuiltin =>
  ({ syntax, scope, read }) => {
    const [inner] = syntax.args;
    for (const { path } of scope.input.filter(isField)) scope.facts.iterations.push({ syntax, path });
    const elements = onInput(scope, elementsOf(scope.input));
    return result(inner === undefined ? elements.input : read(inner, elements), scope.input);
  };

/** `any(.x[]; . == "A")`. */
const ofGenerator: ReadBuiltin = ({ syntax, scope, read }) => {
  const [generator, condition] = syntax.args;
  if (generator === undefined || condition === undefined) return boolean;
  scope.facts.conditions.add(condition);
  read(condition, onInput(scope, read(generator, undecided(scope))));
  return boolean;
};

const inNewLetters =
  (letters: 'ascii_downcase' | 'ascii_upcase'): ReadBuiltin =>
  ({ scope }) =>
    scope.input.map((value): Value => {
      if (value.kind === 'field') return { ...value, letters };
      if (value.kind !== 'literal' || typeof value.value !== 'string') return { kind: 'text' };
      const text = letters === 'ascii_downcase' ? value.value.toLowerCase() : value.value.toUpperCase();
      return { ...value, value: text };
    });

const builtins: Readonly<Record<string, ReadBuiltin>> = {
  'select/1': selecting,
  'not/0': () => boolean,
  'empty/0': () => [],
  'error/0': () => [],
  'test/1': comparing('test', boolean),
  'test/2': comparing('test', boolean),
  'match/1': comparing('test', anything),
  'match/2': comparing('test', anything),
  'startswith/1': comparing('startswith', boolean),
  'endswith/1': comparing('endswith', boolean),
  'contains/1': (call) => {
    const { syntax, scope, read } = call;
    const items = (values: Values): Values =>
      values.flatMap((value) => (value.kind === 'list' ? value.items : []));
    const [list] = syntax.args;
    if (list?.kind === 'array')
      compareEach(items(scope.input), items(read(list, onInput(undecided(scope), anything))), call);
    return comparing('contains', boolean)(call);
  },
  'keys/0': ({ scope }) => namesIn(scope.input, 'key'),
  'keys_unsorted/0': ({ scope }) => namesIn(scope.input, 'key'),
  'to_entries/0': ({ scope }) => namesIn(scope.input, 'entry'),
  'with_entries/1': ({ syntax, scope, read }) => {
    const entries = elementsOf(namesIn(scope.input, 'entry'));
    for (const inner of syntax.args) read(inner, onInput(undecided(scope), entries));
    return anything;
  },
  'index/1': indexing,
  'rindex/1': indexing,
  'has/1': has,
  'in/1': (call) => {
    const [objects = []] = argsOf(call);
    compareEach(keysIn(objects), call.scope.input, call);
    return boolean;
  },
  'IN/1': (call) => {
    const { syntax, scope } = call;
    const [literals = []] = argsOf(call);
    compare({ syntax, how: '==', subject: scope.input, of: undefined, literals }, scope);
    return boolean;
  },
  'IN/2': (call) => {
    const { syntax, scope } = call;
    const [subject = [], literals = []] = argsOf(call);
    compare({ syntax, how: '==', subject, of: syntax.args[0], literals }, scope);
    return boolean;
  },
  'any/2': ofGenerator,
  'all/2': ofGenerator,
  'any/1': onEach(() => boolean),
  'all/1': onEach(() => boolean),
  'map/1': onEach((items) => [{ kind: 'list', items }]),
  'first/0': onEach((items) => items),
  'last/0': onEach((items) => items),
  'split/1': (call) => {
    argsOf(call);
    return [{ kind: 'list', items: [{ kind: 'text' }] }];
  },
  'flatten/0': ({ scope }) => flattened(scope.input),
  'first/1': (call) => oneOf(...argsOf(call)),
  'last/1': (call) => oneOf(...argsOf(call)),
  'limit/2': (call) => argsOf(call)[1] ?? [],
  'isempty/1': (call) => {
    argsOf({ ...call, scope: undecided(call.scope) });
    return boolean;
  },
  'getpath/1': ({ syntax, scope, read }) => {
    const [path] = syntax.args;
    const keys = path?.kind === 'array' && path.items !== undefined ? commaItems(path.items) : undefined;
    if (keys === undefined) return anything;
    return keys.reduce<Values>((values, key) => {
      const names = read(key, scope);
      noteReads(key, values, names, scope.facts);
      return fieldsOf(values, names);
    }, scope.input);
  },
  'ascii_downcase/0': inNewLetters('ascii_downcase'),
  'ascii_upcase/0': inNewLetters('ascii_upcase'),
  'del/1': (call) => {
    argsOf({ ...call, scope: undecided(call.scope) });
    return anything;
  },
  ...Object.fromEntries(
    'values strings booleans scalars arrays objects iterables numbers sort unique reverse debug'
      .split(' ')
      .map((name) => [`${name}/0`, passesInput]),
  ),
};

const commaItems = (syntax: Syntax): readonly Syntax[] =>
  syntax.kind === 'comma' ? [...commaItems(syntax.left), ...commaItems(syntax.right)] : [syntax];

/** What other builtins give. */
const resultOf = (name: string): Values => {
  if (textBuiltins.has(name)) return [{ kind: 'text' }];
  if (numberBuiltins.has(name)) return [{ kind: 'number' }];
  return booleanBuiltins.has(name) ? boolean : anything;
};

const textBuiltins: ReadonlySet<string> = new Set(
  'tostring/0 tojson/0 join/1 ltrimstr/1 rtrimstr/1 trimstr/1 trim/0 ltrim/0 rtrim/0 type/0 todate/0 strftime/1 implode/0'.split(
    ' ',
  ),
);

const numberBuiltins: ReadonlySet<string> = new Set(
  'tonumber/0 length/0 utf8bytelength/0 fromdate/0 fromdateiso8601/0 mktime/0 now/0 floor/0 ceil/0 round/0'.split(
    ' ',
  ),
);

const booleanBuiltins: ReadonlySet<string> = new Set('any/0 all/0 inside/1 isvalid/1'.split(' '));
