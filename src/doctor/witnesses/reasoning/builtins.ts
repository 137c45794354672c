import { supportedBuiltins } from '../../../jq/in-process/builtins/registry.ts';
import { firstOf } from '../../../jq/in-process/closures/code.ts';
import { compile } from '../../../jq/in-process/closures/compile.ts';
import { literal } from '../../../jq/in-process/ir/make.ts';
import { bailOut } from '../../../jq/in-process/values/signals.ts';
import type { JsonValue } from '../../../json.ts';
import { allTypes, type Type } from './fact.ts';

/** A builtin that is a function of its input and of constant arguments. */
export interface PureBuiltin {
  /** On inputs of other types, it fails. */
  readonly from: readonly Type[];
  readonly to: readonly Type[];
  /** Whether it may fail on inputs of these types, too. */
  readonly mayFail: boolean;
  /** With arguments of other types, it may do anything. */
  readonly args: readonly Type[];
}

const text: readonly Type[] = ['string'];
const number: readonly Type[] = ['number'];
const boolean: readonly Type[] = ['boolean'];
const containers: readonly Type[] = ['array', 'object'];

const pure = (from: readonly Type[], to: readonly Type[], mayFail = false): PureBuiltin => ({
  from,
  to,
  mayFail,
  args: allTypes,
});

const withText = (to: readonly Type[]): PureBuiltin => ({ ...pure(text, to), args: text });

/** What is not here may do anything. */
export const pureBuiltins: Readonly<Record<string, PureBuiltin>> = {
  'ascii_downcase/0': pure(text, text),
  'ascii_upcase/0': pure(text, text),
  'trim/0': pure(text, text),
  'ltrim/0': pure(text, text),
  'rtrim/0': pure(text, text),
  'ltrimstr/1': withText(text),
  'rtrimstr/1': withText(text),
  'trimstr/1': withText(text),
  'sub/2': pure(text, text, true),
  'gsub/2': pure(text, text, true),
  'split/1': withText(['array']),
  'split/2': pure(text, ['array'], true),
  'explode/0': pure(text, ['array']),
  'fromjson/0': pure(text, allTypes, true),
  'tojson/0': pure(allTypes, text),
  'tostring/0': pure(allTypes, text),
  'type/0': pure(allTypes, text),
  'join/1': pure(containers, text, true),
  'tonumber/0': pure(['number', 'string'], number, true),
  'length/0': pure(['null', 'number', 'string', 'array', 'object'], number),
  'utf8bytelength/0': pure(text, number),
  'fromdate/0': pure(text, number, true),
  'fromdateiso8601/0': pure(text, number, true),
  'strptime/1': pure(text, ['array'], true),
  'mktime/0': pure(['array'], number, true),
  'gmtime/0': pure(number, ['array'], true),
  'todate/0': pure(['number', 'array'], text, true),
  'strftime/1': pure(['number', 'array'], text, true),
  'floor/0': pure(number, number),
  'ceil/0': pure(number, number),
  'round/0': pure(number, number),
  'keys/0': pure(containers, ['array']),
  'keys_unsorted/0': pure(containers, ['array']),
  'to_entries/0': pure(containers, ['array'], true),
  'from_entries/0': pure(containers, ['object'], true),
  'add/0': pure(['null', ...containers], allTypes, true),
  'flatten/0': pure(containers, ['array'], true),
  'unique/0': pure(['array'], ['array']),
  'sort/0': pure(['array'], ['array']),
  'reverse/0': pure(['null', 'number', 'string', 'array', 'object'], ['string', 'array'], true),
  'min/0': pure(['array'], allTypes),
  'max/0': pure(['array'], allTypes),
  'startswith/1': withText(boolean),
  'endswith/1': withText(boolean),
  'test/1': withText(boolean),
  'test/2': pure(text, boolean, true),
  'contains/1': pure(allTypes, boolean, true),
  'inside/1': pure(allTypes, boolean, true),
  'has/1': pure(['null', 'array', 'object'], boolean, true),
  'in/1': pure(allTypes, boolean, true),
  'index/1': pure(allTypes, allTypes, true),
  'rindex/1': pure(allTypes, allTypes, true),
  'indices/1': pure(allTypes, allTypes, true),
  'toboolean/0': pure(['boolean', 'string'], boolean, true),
};

/** The builtin as it is always evaluated, with constants for arguments. Undefined where it is not evaluated in-process. */
export const runOf = (
  nameAndArity: string,
  args: readonly JsonValue[],
): ((input: JsonValue) => JsonValue) | undefined => {
  const expand = supportedBuiltins.get(nameAndArity);
  if (expand === undefined) return undefined;
  const first = firstOf(compile(expand(...args.map((arg) => () => literal(arg)))));
  return (input) => first(input) ?? bailOut('no output');
};
