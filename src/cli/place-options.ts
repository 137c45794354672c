import { InvalidArgumentError } from 'commander';
import { type Place, placeIn } from '../backfill/place.ts';

/** Throws InvalidArgumentError, like the others. */
export const placeFrom = (uri: string): Place => {
  const { bucket, prefix: path = '' } = placeIn(uri) ?? {};
  if (bucket === undefined || /(^|\/)AWSLogs\/(?!(o-[a-z0-9]{10,32}\/?)?$)/.test(path))
    throw new InvalidArgumentError('expected s3://bucket/prefix, up to AWSLogs/ or AWSLogs/o-ORGANIZATION/.');
  return { bucket, prefix: path === '' || path.endsWith('/') ? path : `${path}/` };
};

export const accountFrom = (id: string): string => {
  if (/^\d{12}$/.test(id)) return id;
  throw new InvalidArgumentError('expected an account, 12 digits.');
};

export const regionFrom = (name: string): string => {
  if (/^[a-z]{2}(-[a-z]+)+-\d{1,2}$/.test(name)) return name;
  throw new InvalidArgumentError('expected a region such as eu-central-1.');
};

/** For an option that takes several. */
export const several =
  <Value>(valueFrom: (text: string) => Value) =>
  (text: string, before: readonly Value[] = []): readonly Value[] => [...before, valueFrom(text)];

/** In milliseconds. */
export const durationFrom = (text: string): number => {
  const [all, count = '0', unit = 's'] = /^(?:0|([1-9]\d{0,4})([smh]))$/.exec(text) ?? [];
  if (all === undefined) throw new InvalidArgumentError('expected a time such as 90s or 15m, or 0.');
  return Number(count) * ({ s: 1, m: 60, h: 3_600 }[unit] ?? 0) * 1000;
};
