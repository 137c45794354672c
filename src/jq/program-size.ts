import type { JqEngine } from './engine.ts';
import { tokensOf } from './in-process/parse/lexer.ts';
import { compileUnlessRefused } from './refusals.ts';

/**
 * An engine that refuses programs of more than 20,000 tokens before anything else reads them. jq itself takes minutes
 * for some larger programs, and all of its memory for others.
 */
export const checkingSize = (engine: JqEngine): JqEngine => ({
  compile: async (programs) => {
    const messages = new Map(
      programs.flatMap((text, program) => (isTooLarge(text) ? [[program, tooLarge] as const] : [])),
    );
    const others = programs.map((text, program) => (messages.has(program) ? '.' : text));
    return compileUnlessRefused(engine, others, messages);
  },
});

const maxTokens = 20_000;

const tooLarge = `it has more than ${maxTokens.toLocaleString('en')} words and signs, which is too large`;

/** A token has at least one character. Text that cannot be divided into tokens is measured by its words and signs. */
const isTooLarge = (text: string): boolean => {
  if (text.length <= maxTokens) return false;
  const tokens = tokensOf(text) ?? text.match(/\w+|[^\s\w]/g) ?? [];
  return tokens.length > maxTokens;
};
