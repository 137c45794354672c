import { readdirSync, readFileSync } from 'node:fs';
import type { Metafile } from 'esbuild';

/**
 * The text of THIRD-PARTY-LICENSES.txt: every npm package of which code is bundled, and what is compiled into
 * jq.wasm, each with its license. Throws when a package comes without the text of its license.
 */
export const thirdPartyLicenses = (metafile: Metafile): string => {
  const byText = Map.groupBy(componentsIn(metafile), ({ text }) => text);
  const sections = [...byText].map(([text, sharing]) => `${sharing.map(titleOf).join('\n')}\n\n${text}\n`);
  return [introduction, ...sections].join(`\n${'-'.repeat(80)}\n\n`);
};

const introduction = 'cloudtrail-tattletail is distributed together with the following software.\n';

/** The software of others in a bundle. Throws as above. */
export const componentsIn = (metafile: Metafile): readonly Component[] => [
  ...packagesIn(metafile).map(packageAt),
  ...inJqWasm,
];

export interface Component {
  /** Where it comes from: a package of npm, or what is compiled into one. */
  readonly from: 'npm' | 'source';
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly text: string;
}

const titleOf = ({ name, version, license }: Component): string => `${name} ${version} (${license})`;

/** The folders of the packages, in the order of their paths. */
const packagesIn = ({ inputs }: Metafile): readonly string[] => {
  const folders = Object.keys(inputs).flatMap(
    (path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? [],
  );
  return [...new Set(folders)].sort();
};

const packageAt = (folder: string): Component => {
  // What npm requires of a published package.json; some old ones have an object as license.
  const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as {
    name: string;
    version: string;
    license: string | { readonly type: string };
  };
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  const texts = files.sort().map((file) => readFileSync(`${folder}/${file}`, 'utf8'));
  const elsewhere = publishedWithoutText[name];
  if (texts.length === 0 && elsewhere === undefined)
    throw new Error(`${name} ${version}, which is bundled, has no file with the text of its license`);
  return {
    from: 'npm',
    name,
    version,
    license: typeof license === 'string' ? license : license.type,
    text: texts.length === 0 ? read(String(elsewhere)) : texts.map(tidy).join('\n\n'),
  };
};

const tidy = (text: string): string => text.replaceAll('\r\n', '\n').trim();

const read = (path: string): string => tidy(readFileSync(new URL(`../${path}`, import.meta.url), 'utf8'));

const powertools = 'tools/licenses/aws-lambda-powertools.txt';
const awsSdk = 'node_modules/@aws-sdk/client-s3/LICENSE';

/** Packages whose repository has a license file that is not in what they publish. */
const publishedWithoutText: Readonly<Record<string, string>> = {
  '@aws-lambda-powertools/commons': powertools,
  '@aws-lambda-powertools/logger': powertools,
  '@aws-lambda-powertools/metrics': powertools,
  '@aws-lambda-powertools/parameters': powertools,
  '@aws-sdk/credential-provider-http': awsSdk,
  '@aws-sdk/credential-provider-login': awsSdk,
  '@aws-sdk/nested-clients': awsSdk,
};

/** jq-wasm publishes its own license only (see its Dockerfile). jq's names what jq includes, such as decNumber. */
const inJqWasm: readonly Component[] = [
  {
    from: 'source',
    name: 'jq',
    version: '1.8.2',
    license: 'MIT and others',
    text: read('tools/licenses/jq.txt'),
  },
  {
    from: 'source',
    name: 'Oniguruma',
    version: '6.9.10',
    license: 'BSD-2-Clause',
    text: read('tools/licenses/oniguruma.txt'),
  },
  {
    from: 'source',
    name: 'Emscripten',
    version: '6.0.0',
    license: 'MIT',
    text: read('tools/licenses/emscripten.txt'),
  },
  { from: 'source', name: 'musl', version: '1.2', license: 'MIT', text: read('tools/licenses/musl.txt') },
];
