import { EnvironmentError } from '../errors.ts';
import { quoted } from '../redact.ts';
import { type Config, deliverySchema } from './schema.ts';

/**
 * Gives a config the ledger that TATTLETAIL_LEDGER names, unless it has one of its own: a template can make a bucket for
 * it, but cannot write its name into a config. Throws EnvironmentError.
 */
export const ledgerOfEnvironment = (uri = ''): ((config: Config) => Config) => {
  if (uri === '') return (config) => config;
  const read = deliverySchema.safeParse({ ledger: uri });
  if (!read.success)
    throw new EnvironmentError(`TATTLETAIL_LEDGER must be s3://bucket/prefix, got ${quoted(uri)}`);
  const { ledger } = read.data;
  return (config) =>
    config.delivery.ledger === undefined ? { ...config, delivery: { ...config.delivery, ledger } } : config;
};
