import { isJsonObject, type JsonValue } from '../../../json.ts';

/**
 * A jq error on its way to whoever catches it. Any value can be raised. Not an Error: nobody reads its stack,
 * and taking that would cost more than most rules do.
 */
export class Raised {
  readonly value: JsonValue;

  constructor(value: JsonValue) {
    this.value = value;
  }
}

/** This program and record are for the real jq: here jq and JavaScript could differ, or it may take long. */
export class HandedOver {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

export const handOver = (reason: string): never => {
  throw new HandedOver(reason);
};

/** An object with a `__jq` key may be taken for one of jq's own, by which `break` leaves a label. */
export const raise = (value: JsonValue): never => {
  if (isJsonObject(value) && Object.hasOwn(value, '__jq')) handOver('an error that looks like a break');
  throw new Raised(value);
};

/** Work for one program on one record, in values looked at; what may take more goes to jq and its time limit. */
const budget = 20_000;

let left = 0;

/** To be called before each program and record: evaluation is synchronous, so there is only one at a time. */
export const refill = (): void => {
  left = budget;
};

/** How much of the budget is used up. */
export const spent = (): number => budget - left;

export const spend = (amount: number): void => {
  left -= amount;
  if (left < 0) handOver('takes long');
};
