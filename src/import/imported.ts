import { TattletailError } from '../errors.ts';

/** A file with rules of another language. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** What a rule of another language says, with its condition in jq. */
export interface ImportedRule {
  /** What the source calls it; made of its name when that is undefined. */
  readonly id?: string | undefined;
  readonly name: string;
  readonly description?: string | undefined;
  readonly severity?: Severity | undefined;
  /** Techniques of MITRE ATT&CK, such as `T1098.001`. */
  readonly attack?: readonly string[];
  readonly tags?: readonly string[];
  readonly author?: string | undefined;
  readonly references?: readonly string[];
  readonly jq: string;
  /** Where it comes from, line by line, for people. */
  readonly origin: readonly string[];
}

export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'info';

/** What keeps a match of some rules from alerting. */
export interface ImportedIgnore {
  readonly name: string;
  /** The names of the rules; `*` is every rule. */
  readonly rules: readonly string[];
  readonly jq: string;
  readonly origin: readonly string[];
}

/** What was not imported, and why. */
export interface Refusal {
  readonly where: string;
  readonly reason: string;
}

export interface Imported {
  readonly rules: readonly ImportedRule[];
  readonly ignores: readonly ImportedIgnore[];
  readonly refusals: readonly Refusal[];
}

/** Translates all rules of some files. What cannot be carried over exactly becomes a refusal. */
export type Importer = (sources: readonly Source[], options: ImportOptions) => Imported;

export interface ImportOptions {
  /** The licence of rules that do not state one. */
  readonly licence?: string | undefined;
  /** Whether `!=` of a metric filter is false for a record that lacks the field. */
  readonly notEqualNeedsField?: boolean | undefined;
}

/** Something that is not carried over. Its message is for people. */
export class RefusedError extends TattletailError {
  override readonly name = 'RefusedError';
}

export const refuse = (reason: string): never => {
  throw new RefusedError(reason);
};

/** Where a rule is: its file, and its name there. */
export const named = (path: string, name: string): string => `${path}: ${JSON.stringify(name)}`;

/** What `translate` gives, or why it refuses. */
export const attempt = <T extends Partial<Imported>>(where: string, translate: () => T): Imported => {
  try {
    return { rules: [], ignores: [], refusals: [], ...translate() };
  } catch (error) {
    // What nests thousands deep overflows the stack.
    if (!(error instanceof RefusedError || error instanceof RangeError)) throw error;
    const reason = error instanceof RefusedError ? error.message : 'it is nested too deeply';
    return { rules: [], ignores: [], refusals: [{ where, reason }] };
  }
};

export const together = (parts: readonly Imported[]): Imported => ({
  rules: parts.flatMap(({ rules }) => rules),
  ignores: parts.flatMap(({ ignores }) => ignores),
  refusals: parts.flatMap(({ refusals }) => refusals),
});
