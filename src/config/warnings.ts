import type { Config } from './schema.ts';

/** What is allowed in a config but probably a mistake. */
export const warningsOf = ({ rules }: Config, uri: string): readonly string[] =>
  rules.length === 0 ? [`${uri} has no rules: no alert will be sent`] : [];
