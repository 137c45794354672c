import type { Syntax } from '../../../jq/in-process/parse/syntax.ts';
import { followCall } from './calls.ts';
import type { Knowledge } from './knowledge.ts';
import { type Outcomes, onEach } from './outcome.ts';
import type { Closure, Setting } from './setting.ts';
import { unknown } from './steps.ts';

/** A function of the program, or a builtin. */
export const followNamed = (
  syntax: Extract<Syntax, { readonly kind: 'call' }>,
  setting: Setting,
): Outcomes => {
  const closure = setting.functions.get(`${syntax.name}/${syntax.args.length}`);
  if (closure === undefined) return followCall(syntax, setting);
  if (setting.depth >= maxDepth) return unknown(setting.knowledge);
  return followDefined(syntax, closure, setting);
};

/** A parameter is a function that is evaluated where the call stands. `def f($a)` also binds its value. */
const followDefined = (
  { name, args }: Extract<Syntax, { readonly kind: 'call' }>,
  { definition, functions, variables }: Closure,
  setting: Setting,
): Outcomes => {
  const inner = new Map(functions).set(`${name}/${args.length}`, { definition, functions, variables });
  for (const [at, param] of definition.params.entries()) {
    const body = args[at];
    const bare = param.replace('$', '');
    if (body !== undefined)
      inner.set(`${bare}/0`, {
        definition: { name: bare, params: [], body },
        functions: setting.functions,
        variables: setting.variables,
      });
  }
  const bind = (at: number, bound: Setting['variables'], knowledge: Knowledge): Outcomes => {
    const param = definition.params[at];
    const arg = args[at];
    if (param === undefined || arg === undefined)
      return setting.follow(definition.body, {
        ...setting,
        knowledge,
        functions: inner,
        variables: bound,
        depth: setting.depth + 1,
      });
    if (!param.startsWith('$')) return bind(at + 1, bound, knowledge);
    return onEach(setting.follow(arg, { ...setting, knowledge }), (given, knows) =>
      bind(at + 1, new Map(bound).set(param.slice(1), given), knows),
    );
  };
  return bind(0, variables, setting.knowledge);
};

const maxDepth = 30;
