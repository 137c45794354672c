import type { StringSyntax, Syntax } from './tree.ts';

/**
 * jq refuses `{(1): 2}`, and every constant that is no text; also when that comes of folding, as in `{(1 + 1): 2}` and
 * `{(def f: .; 1): 2}`.
 */
export const mayBeConstantKey = (key: Syntax): boolean =>
  !(key.kind === 'string' && isPlain(key)) && codeOf(key) === 'a constant';

const isPlain = ({ parts }: StringSyntax): boolean => parts.every((part) => typeof part === 'string');

/** What jq may make of it. `.` is no code, so that `1 | .` is a constant. */
const codeOf = (syntax: Syntax): 'none' | 'a constant' | 'more' => {
  switch (syntax.kind) {
    case 'identity':
      return 'none';
    case 'constant':
    case 'number':
    case 'location':
    case 'array':
    case 'object':
      return 'a constant';
    case 'string':
      return isPlain(syntax) ? 'a constant' : 'more';
    case 'define':
      return codeOf(syntax.rest);
    case 'pipe':
    case 'binary': {
      const [left, right] = [codeOf(syntax.left), codeOf(syntax.right)];
      if (left === 'none') return right;
      return right === 'none' || left === right ? left : 'more';
    }
    default:
      return 'more';
  }
};
