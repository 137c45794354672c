import type { Alert } from './alerts.ts';
import { type Filter, filtered, type Order, sorted } from './filter.ts';
import { severities } from './severities.ts';

/** What the reader has chosen to see. */
interface State {
  readonly all: readonly Alert[];
  readonly filter: Filter;
  readonly order: Order;
  /** Counted from 0. */
  readonly page: number;
}

/** Everything that shows a part of the state draws itself again when it has changed. */
export interface Store {
  readonly state: () => State;
  /** Those that are shown, in their order. */
  readonly shown: () => readonly Alert[];
  /** Goes to the first page unless it changes the page. */
  change(to: Partial<State>): void;
  changeFilter(to: Partial<Filter>): void;
}

export const everything: Filter = {
  search: '',
  severities: new Set(severities),
  picks: {},
  period: undefined,
};

export const createStore = (all: readonly Alert[], draw: () => void): Store => {
  let state: State = { all, filter: everything, order: { column: 'severity', descending: false }, page: 0 };
  let shown: readonly Alert[] | undefined;
  const change = (to: Partial<State>): void => {
    if (to.filter !== undefined || to.order !== undefined) shown = undefined;
    state = { ...state, page: 0, ...to };
    draw();
  };
  return {
    state: () => state,
    shown: () => {
      shown ??= sorted(filtered(state.all, state.filter), state.order);
      return shown;
    },
    change,
    changeFilter: (to) => change({ filter: { ...state.filter, ...to } }),
  };
};
