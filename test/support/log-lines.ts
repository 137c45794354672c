import type { Log } from '../../src/log.ts';

export interface LogLine extends Readonly<Record<string, unknown>> {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
}

/** A log that keeps its lines and counts its metrics. */
export const aLogOfLines = () => {
  const lines: LogLine[] = [];
  const metrics = new Map<string, number>();
  const at =
    (level: LogLine['level']): Log['info'] =>
    (message, fields = {}) =>
      void lines.push({ ...fields, level, message });
  const log: Log = {
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    begin: () => {},
    count: (name, value = 1) => void metrics.set(name, (metrics.get(name) ?? 0) + value),
    flush: () => {},
  };
  return { log, lines, metrics };
};
