import type { StringSyntax, Syntax } from './syntax.ts';

/**
 * Whether jq may refuse a key because it is a constant other than a string, as in `{(1): 2}`. jq folds constants first:
 * it refuses `{(1 + 1): 2}` and `{(def f: .; 1): 2}` too.
 */
export const mayBeConstantKey = (key: Syntax): boolean =>
  !(key.kind === 'string' && isLiteral(key)) && bytecodeOf(key) === 'constant';

const isLiteral = ({ parts }: StringSyntax): boolean => parts.every((part) => typeof part === 'string');

/** What jq may compile it to. `.` compiles to nothing, so `1 | .` is a constant. */
const bytecodeOf = (syntax: Syntax): 'nothing' | 'constant' | 'code' => {
  switch (syntax.kind) {
    case 'identity':
      return 'nothing';
    case 'constant':
    case 'number':
    case 'location':
    case 'array':
    case 'object':
      return 'constant';
    case 'string':
      return isLiteral(syntax) ? 'constant' : 'code';
    case 'define':
      return bytecodeOf(syntax.rest);
    case 'pipe':
    case 'binary': {
      const [left, right] = [bytecodeOf(syntax.left), bytecodeOf(syntax.right)];
      if (left === 'nothing') return right;
      return right === 'nothing' || left === right ? left : 'code';
    }
    default:
      return 'code';
  }
};
