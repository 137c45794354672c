import { expect, it } from 'vitest';
import { composeHandler } from '../../src/compose.ts';
import { EnvironmentError } from '../../src/errors.ts';

const ignore = () => undefined;
const log = { info: ignore, warn: ignore, error: ignore, begin: ignore, count: ignore, flush: ignore };

it('a handler is composed without a region, credentials or a config: nothing is read or sent yet', () =>
  expect(composeHandler({}, log)).toBeTypeOf('function'));

it('half of a location of the config is refused', () =>
  expect(() => composeHandler({ S3_CONFIG_BUCKET: 'config' }, log)).toThrow(
    new EnvironmentError(
      'S3_CONFIG_BUCKET is set but S3_CONFIG_PATH is not: set both for a config in S3, or neither for the bundled one',
    ),
  ));

it('a ledger in the environment that is no place in S3 is refused', () =>
  expect(() => composeHandler({ TATTLETAIL_LEDGER: 'my-bucket' }, log)).toThrow(
    new EnvironmentError('TATTLETAIL_LEDGER must be s3://bucket/prefix, got "my-bucket"'),
  ));
