import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

/** Structured logs and metrics. What is logged holds no records and no secrets: rule, event ID and error only. */
export interface Log {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** Puts the request id that Lambda gave into every line from now on. */
  begin(requestId: string): void;
  count(metric: string, value?: number): void;
  /** Writes the metrics counted since the last time. */
  flush(): void;
}

type LogFields = Readonly<Record<string, string | number | undefined>>;

/** JSON lines by Powertools Logger, CloudWatch's embedded metric format by Powertools Metrics. */
export const createLog = (serviceName: string): Log => {
  const logger = new Logger({ serviceName });
  const metrics = new Metrics({ namespace: serviceName, serviceName });
  return {
    info: (message, fields = {}) => logger.info(message, { ...fields }),
    warn: (message, fields = {}) => logger.warn(message, { ...fields }),
    error: (message, fields = {}) => logger.error(message, { ...fields }),
    begin: (requestId) => logger.appendKeys({ requestId }),
    count: (metric, value = 1) => void metrics.addMetric(metric, MetricUnit.Count, value),
    flush: () => {
      // It warns of nothing to write.
      if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
    },
  };
};
