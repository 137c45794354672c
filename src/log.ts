import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { maskedFields, withoutLearned } from './redact.ts';

/** Structured logs and metrics. They hold no records and no secrets: only rules, event IDs and errors. */
export interface Log {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** Adds Lambda's request id to every line from now on. */
  begin(requestId: string): void;
  /** With dimensions, it is a metric of its own for each of their values, written at once. */
  count(metric: string, value?: number, dimensions?: Readonly<Record<string, string>>): void;
  /** Writes the metrics that were counted since the last flush. */
  flush(): void;
}

type LogFields = Readonly<Record<string, string | number | undefined>>;

/** JSON lines by Powertools Logger, CloudWatch's embedded metric format by Powertools Metrics. */
export const createLog = (serviceName: string): Log => {
  const logger = new Logger({ serviceName });
  const metrics = new Metrics({ namespace: serviceName, serviceName });
  return {
    info: (message, fields = {}) => logger.info(withoutLearned(message), maskedFields(fields)),
    warn: (message, fields = {}) => logger.warn(withoutLearned(message), maskedFields(fields)),
    error: (message, fields = {}) => logger.error(withoutLearned(message), maskedFields(fields)),
    begin: (requestId) => logger.appendKeys({ requestId }),
    count: (metric, value = 1, dimensions = {}) => {
      const single = Object.keys(dimensions).length > 0;
      const named = Object.entries(maskedFields(dimensions)).map(([name, value]) => [
        name,
        dimensionValue(value),
      ]);
      const to = single ? metrics.singleMetric().addDimensions(Object.fromEntries(named)) : metrics;
      to.addMetric(metric, MetricUnit.Count, value);
    },
    flush: () => {
      // Powertools warns if there is nothing to write.
      if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
    },
  };
};

/**
 * CloudWatch takes no more than 1,024 characters of ASCII that begin with neither colon nor blank, and drops metrics with
 * others (CloudWatch API Reference, "Dimension").
 */
const dimensionValue = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/^[: ]|[^ -~]/gu, encodeURIComponent)
    .slice(0, 1024);
