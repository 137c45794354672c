import type { Call } from '../../catalogue/calls/call.ts';
import { callOf } from '../../catalogue/calls/calls.ts';
import { placeIn, typeOfElement } from '../../catalogue/calls/place.ts';
import type { Field } from '../../catalogue/field.ts';
import { fieldAt } from '../../catalogue/fields.ts';
import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import { eventsIn } from './events.ts';
import type { Facts } from './facts.ts';
import type { Value, Values } from './values.ts';

/** The calls for which it matters what a piece gives; none where one of them may be a call that is not known. */
export type CallsAt = (piece: Syntax) => readonly Call[];

export const callsIn = (syntax: Syntax, facts: Facts): CallsAt => {
  let eventsAt: ReturnType<typeof eventsIn> | undefined;
  return (piece) => {
    eventsAt ??= eventsIn(syntax, facts);
    const events = eventsAt(piece) ?? [];
    const calls = events.map(({ eventSource, eventName }) => callOf(eventSource, eventName));
    const known = calls.filter((call) => call !== undefined);
    return known.length < calls.length ? [] : known;
  };
};

/** The facts with the types of parameters. */
export const withParameters = (facts: Facts, callsAt: CallsAt): Facts => {
  const typed = (values: Values, piece: Syntax): Values => values.map((value) => typedValue(value, piece));
  const typedValue = (value: Value, piece: Syntax): Value => {
    if (value.kind !== 'field' || value.path === '' || fieldAt(value.path)?.type !== 'any') return value;
    const type = typeIn(callsAt(piece), value.path);
    return type === undefined ? value : { ...value, type };
  };
  return {
    ...facts,
    comparisons: facts.comparisons.map((one) => ({ ...one, subject: typed(one.subject, one.syntax) })),
    calls: facts.calls.map((one) => ({ ...one, input: typed(one.input, one.syntax) })),
  };
};

/** If it is the same in all of them. */
const typeIn = (calls: readonly Call[], path: string): Field['type'] | undefined => {
  const types = calls.map((call) => {
    const place = placeIn(call, path);
    return place.kind === 'element' ? typeOfElement(place.element) : 'any';
  });
  const [type] = types;
  return type !== 'any' && types.every((other) => other === type) ? type : undefined;
};
