import type { Place } from '../config/problem.ts';

/** Something in a config, besides its programs, that hardly anybody means. No secret of the config is in it. */
export interface ConfigFinding extends Place {
  /** Its kind, for people who search: `unused-destination`. */
  readonly kind: string;
  readonly level: 'error' | 'warning';
  /** `rule "Root login"`. */
  readonly where: string;
  /** What stands there, and what will happen. */
  readonly message: string;
}
