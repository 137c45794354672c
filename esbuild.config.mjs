import { copyFile, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { build } from 'esbuild';
import { zipSync } from 'fflate';

// node esbuild.config.mjs        builds dist/: lambda/index.mjs, cli.mjs, and the jq of each beside it
// node esbuild.config.mjs FILE   builds dist/ and packs dist/lambda, with tattletail.toml if there is one, into FILE

const options = {
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'esm',
  outExtension: { '.js': '.mjs' },
  // The SDK's ES modules are a third smaller than its CommonJS, which is what Node would take.
  mainFields: ['module', 'main'],
  minify: true,
  keepNames: true,
  legalComments: 'none',
  // What is CommonJS all the same (@iarna/toml, node-jq) calls require.
  banner: {
    js: "import{createRequire as __require}from'node:module';const require=__require(import.meta.url);",
  },
};

// jq runs in a worker thread, which is a file of its own beside whatever starts it.
const worker = 'src/rules/jq-wasm-worker.ts';
const entryPoints = {
  'lambda/index': 'src/lambda.ts',
  'lambda/jq-wasm-worker': worker,
  cli: 'src/cli.ts',
  'jq-wasm-worker': worker,
};

await rm('dist', { recursive: true, force: true });
await build({
  ...options,
  entryPoints,
  outdir: 'dist',
});
for (const folder of ['dist', 'dist/lambda']) await copyJqTo(folder);

const [zipFile] = process.argv.slice(2);
if (zipFile !== undefined) await zip(zipFile);

/** jq-wasm looks for its binary in build/ beside whatever it is bundled into. */
async function copyJqTo(folder) {
  const wasm = createRequire(import.meta.url).resolve('jq-wasm/jq.wasm');
  await mkdir(`${folder}/build`, { recursive: true });
  await copyFile(wasm, `${folder}/build/jq.wasm`);
}

/** The same sources give the same bytes: the entries are in a fixed order and have no time of their own. */
async function zip(file) {
  const entries = {
    'index.mjs': await readFile('dist/lambda/index.mjs'),
    'jq-wasm-worker.mjs': await readFile('dist/lambda/jq-wasm-worker.mjs'),
    'build/jq.wasm': await readFile('dist/lambda/build/jq.wasm'),
    ...(await bundledConfig()),
  };
  await writeFile(
    file,
    zipSync(entries, { level: 9, mtime: new Date(1980, 0, 1), os: 3, attrs: 0o100644 << 16 }),
  );
  const { size } = await stat(file);
  console.log(`${file}: ${Object.keys(entries).join(', ')}: ${Math.round(size / 1024)} KB`);
}

async function bundledConfig() {
  try {
    return { 'tattletail.toml': await readFile('tattletail.toml') };
  } catch {
    return {};
  }
}
