import type { Config } from './schema.ts';

/** What is no problem of a config, and hardly meant all the same. */
export const warningsOf = ({ rules }: Config, uri: string): readonly string[] =>
  rules.length === 0 ? [`${uri} has no rules: nobody will be told anything`] : [];
