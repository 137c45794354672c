import { isJsonObject, type JsonValue } from '../../../json.ts';

/**
 * A jq error, with the value that was raised, on its way to `try` or to the end of the program. Not an Error: taking a
 * stack trace would cost more than most programs do.
 */
export class Raised {
  readonly value: JsonValue;

  constructor(value: JsonValue) {
    this.value = value;
  }
}

/** The real jq must evaluate this program on this input: it might differ from what JavaScript gives, or take long. */
export class BailOut {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

export const bailOut = (reason: string): never => {
  throw new BailOut(reason);
};

/** jq's `break` raises an object with a `__jq` key, and jq may take any such object for a break. */
export const raise = (value: JsonValue): never => {
  if (isJsonObject(value) && Object.hasOwn(value, '__jq')) bailOut('an error that looks like a break');
  throw new Raised(value);
};
