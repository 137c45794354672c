import { tomlText } from '../alerts/ignore-block.ts';
import { canaryEvent, canarySource } from './record.ts';

/** The rule that alerts about canaries, for a config, in TOML. */
export const canaryRule = (destinations: readonly string[]): string =>
  [
    '[[rule]]',
    'id = "canary"',
    'name = "Canary: nothing has happened"',
    'description = "Somebody tried the way from the bucket to here with tattletail canary. There is nothing to do."',
    'severity = "info"',
    `jq_match = 'select(.eventSource == "${canarySource}" and .eventName == "${canaryEvent}")'`,
    `destinations = [${destinations.map(tomlText).join(', ')}]`,
  ].join('\n');
