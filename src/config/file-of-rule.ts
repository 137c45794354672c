import type { ConfigFile } from './load.ts';
import type { RuleOff } from './schema.ts';

/** The file that a rule of a config stands in: the config, or one that it includes. */
export const fileOfRule = ({ place: { file } }: Pick<RuleOff, 'place'>, config: ConfigFile): ConfigFile =>
  (file === undefined ? undefined : config.included?.find(({ uri }) => uri === file)) ?? config;
