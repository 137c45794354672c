import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** What botocore knows of one service and what matters to CloudTrail. */
export interface ServiceModel {
  /** The folder of the model, which is the name of the service in the AWS CLI. */
  readonly service: string;
  readonly endpointPrefix: string;
  /** As in a signature; botocore leaves it out where it is the endpoint's prefix. */
  readonly signingName: string | undefined;
  readonly operations: readonly Operation[];
}

export interface Operation {
  readonly name: string;
  /** What the service itself calls it: CloudFront adds the version of its API. */
  readonly wireName: string;
  readonly uri: string;
}

/** The newest model of each service in botocore's data folder: `data/SERVICE/VERSION/service-2.json`, or `.json.gz`. */
export const readServiceModels = (dataFolder: string): readonly ServiceModel[] =>
  readdirSync(dataFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => {
      const model = newestModel(join(dataFolder, name));
      return model === undefined ? [] : [toServiceModel(name, model)];
    });

/** The version in the `__init__.py` beside the data folder. */
export const readVersion = (dataFolder: string): string => {
  const source = readFileSync(join(dataFolder, '..', '__init__.py'), 'utf8');
  const version = /^__version__ = '([^']+)'/m.exec(source)?.[1];
  if (version === undefined) throw new Error(`no version of botocore beside ${dataFolder}`);
  return version;
};

interface BotocoreModel {
  readonly metadata: { readonly endpointPrefix: string; readonly signingName?: string };
  readonly operations: Readonly<
    Record<string, { readonly name: string; readonly http: { readonly requestUri: string } }>
  >;
}

const newestModel = (folder: string): BotocoreModel | undefined => {
  const file = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /service-2\.json(\.gz)?$/.test(path))
    .sort()
    .at(-1);
  if (file === undefined) return undefined;
  const bytes = readFileSync(join(folder, file));
  // botocore's own tests hold every model to this form.
  return JSON.parse((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()) as BotocoreModel;
};

const toServiceModel = (service: string, { metadata, operations }: BotocoreModel): ServiceModel => ({
  service,
  endpointPrefix: metadata.endpointPrefix,
  signingName: metadata.signingName,
  operations: Object.entries(operations).map(([name, operation]) => ({
    name,
    wireName: operation.name,
    uri: operation.http.requestUri,
  })),
});
