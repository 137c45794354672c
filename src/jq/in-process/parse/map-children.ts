import type { EntrySyntax, Syntax } from './syntax.ts';

/** The same piece of syntax with other parts. Keys of patterns stay as they are. */
export const mapChildren = (syntax: Syntax, change: (child: Syntax) => Syntax): Syntax => {
  const changeIfAny = (child: Syntax | undefined) => (child === undefined ? undefined : change(child));
  switch (syntax.kind) {
    case 'identity':
    case 'recurse':
    case 'location':
    case 'constant':
    case 'number':
    case 'format':
    case 'variable':
    case 'break':
      return syntax;
    case 'string':
      return {
        ...syntax,
        parts: syntax.parts.map((part) => (typeof part === 'string' ? part : change(part))),
      };
    case 'call':
      return { ...syntax, args: syntax.args.map(change) };
    case 'index':
      return { ...syntax, target: change(syntax.target), key: change(syntax.key) };
    case 'slice': {
      const [from, to] = [changeIfAny(syntax.from), changeIfAny(syntax.to)];
      return { ...syntax, target: change(syntax.target), from, to };
    }
    case 'each':
      return { ...syntax, target: change(syntax.target) };
    case 'negate':
      return { ...syntax, of: change(syntax.of) };
    case 'array':
      return { ...syntax, items: changeIfAny(syntax.items) };
    case 'object':
      return {
        ...syntax,
        entries: syntax.entries.map(
          ({ key, value }): EntrySyntax => ({ key: change(key), value: changeIfAny(value) }),
        ),
      };
    case 'pipe':
    case 'comma':
    case 'binary':
      return { ...syntax, left: change(syntax.left), right: change(syntax.right) };
    case 'if': {
      const { condition, yes, no } = syntax;
      return { ...syntax, condition: change(condition), yes: change(yes), no: changeIfAny(no) };
    }
    case 'try':
      return { ...syntax, body: change(syntax.body), handler: changeIfAny(syntax.handler) };
    case 'bind':
      return { ...syntax, source: change(syntax.source), body: change(syntax.body) };
    case 'reduce': {
      const { source, init, update } = syntax;
      return { ...syntax, source: change(source), init: change(init), update: change(update) };
    }
    case 'foreach': {
      const { source, init, update, extract } = syntax;
      const others = { init: change(init), update: change(update), extract: changeIfAny(extract) };
      return { ...syntax, source: change(source), ...others };
    }
    case 'label':
      return { ...syntax, body: change(syntax.body) };
    case 'define': {
      const definition = { ...syntax.definition, body: change(syntax.definition.body) };
      return { ...syntax, definition, rest: change(syntax.rest) };
    }
  }
};
