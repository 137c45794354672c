import { fieldAt } from '../../catalogue/fields.ts';
import { type Check, findingAt } from './check.ts';

/** `.eventName[0]` is a character in gojq, the jq of the Go program, and an error in jq. */
export const fromGojq: Check = (program) =>
  program.pieces.flatMap((piece) => {
    if (piece.kind !== 'index' || piece.key.kind !== 'number') return [];
    const isText = program.facts.reads.some(
      ({ syntax, path }) => syntax === piece.target && fieldAt(path)?.type === 'string',
    );
    if (!isText) return [];
    const [at, target] = [Number(piece.key.text), program.textOf(piece.target)];
    return findingAt(program, piece, {
      kind: 'text-index',
      level: 'error',
      message: `${target} is text, which jq does not index by number: this fails, unlike in the Go program`,
      fix: `${target}[${at}:${at + 1}]`,
    });
  });
