import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { bundlePage } from './src/cli/report-page/bundle-page.ts';
import { localFilesOf } from './tools/config-files.ts';
import { thirdPartyLicenses } from './tools/third-party-licenses.ts';
import { filesIn, zip } from './tools/zip.ts';

// node esbuild.config.mjs    builds the command line, dist/cli.mjs, and the handler, dist/lambda/index.mjs
//   --outdir=FOLDER          builds into FOLDER, which is emptied first
//   --zip=FILE               packs the handler into FILE
//   --config=FILE            packs this tattletail.toml with it, and the files that it includes

const options = {
  bundle: true,
  metafile: true,
  // What is imported dynamically is a file of its own, which Node does not even read before it is needed.
  splitting: true,
  platform: 'node',
  target: 'node22',
  format: 'esm',
  outExtension: { '.js': '.mjs' },
  // The SDK's ES modules are a third smaller than its CommonJS, which is what Node would take.
  mainFields: ['module', 'main'],
  // Not the names: they are in error messages and stack traces.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  // For those who run the sources: it bundles the page of `scan --report` when it is needed.
  external: ['*/bundle-page.ts'],
  // The names of files are hashes of paths, which must not depend on where node_modules really is.
  preserveSymlinks: true,
  // What is CommonJS all the same (@iarna/toml, node-jq) calls require.
  banner: {
    js: "import{createRequire as bannerRequire}from'node:module';const require=bannerRequire(import.meta.url);",
  },
};

const { outdir, ...wanted } = parseArgs({
  options: {
    outdir: { type: 'string', default: 'dist' },
    zip: { type: 'string' },
    config: { type: 'string' },
  },
}).values;

rmSync(outdir, { recursive: true, force: true });
writeMetafile('lambda', await bundle(`${outdir}/lambda`, { index: 'src/lambda.ts' }));
writeMetafile('cli', await bundle(outdir, { cli: 'src/cli.ts' }));
await writeReportPage();
copyPacks();
if (wanted.zip !== undefined) await pack(wanted.zip, wanted.config);

/** With jq beside it: it runs in a worker thread, which is an entry of its own, and its binary belongs into build/. */
async function bundle(folder, entryPoint) {
  const worker = { 'jq-wasm-worker': 'src/jq/real/wasm-worker.ts' };
  const entryPoints = { ...entryPoint, ...worker };
  const { metafile } = await build({ ...options, entryPoints, outdir: folder });
  mkdirSync(`${folder}/build`);
  copyFileSync(createRequire(import.meta.url).resolve('jq-wasm/jq.wasm'), `${folder}/build/jq.wasm`);
  writeFileSync(`${folder}/THIRD-PARTY-LICENSES.txt`, thirdPartyLicenses(metafile));
  copyFileSync('LICENSE', `${folder}/LICENSE`);
  return metafile;
}

/** The page that `scan --report` fills. */
async function writeReportPage() {
  const { html, script, style } = await bundlePage();
  mkdirSync(`${outdir}/report-page`);
  writeFileSync(`${outdir}/report-page/page.html`, html);
  writeFileSync(`${outdir}/report-page/page.js`, script);
  writeFileSync(`${outdir}/report-page/page.css`, style);
}

/** For `init --pack`. */
function copyPacks() {
  mkdirSync(`${outdir}/rules`);
  const packs = readdirSync('rules').filter((name) => name.endsWith('.toml') && !name.endsWith('.test.toml'));
  for (const name of packs) copyFileSync(`rules/${name}`, `${outdir}/rules/${name}`);
}

/** What is in a bundle, and how large it is there: https://esbuild.github.io/analyze shows it. */
function writeMetafile(name, metafile) {
  writeFileSync(`${outdir}/${name}.meta.json`, JSON.stringify(metafile));
}

async function pack(file, config) {
  const included = config === undefined ? new Map() : await localFilesOf(config);
  const bytes = zip({
    ...Object.fromEntries([...included].map(([name, path]) => [name, readFileSync(path)])),
    ...filesIn(`${outdir}/lambda`),
    ...(config !== undefined && { 'tattletail.toml': readFileSync(config) }),
  });
  writeFileSync(file, bytes);
  const contents = config === undefined ? 'without a config' : `with ${config}`;
  console.log(`${file}: ${contents}, ${Math.round(bytes.length / 1024)} KB`);
}
