import type { Path } from '../config/problem.ts';

/** Something in a config, besides its programs, that hardly anybody means. No secret of the config is in it. */
export interface ConfigFinding {
  /** Its kind, for people who search: `unused-destination`. */
  readonly kind: string;
  readonly level: 'error' | 'warning';
  /** `rule "Root login"`. */
  readonly where: string;
  /** `['rule', 2, 'name']`. */
  readonly path: Path;
  /** What stands there, and what will happen. */
  readonly message: string;
}
