import { copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { build } from 'esbuild';
import { zipSync } from 'fflate';

// node esbuild.config.mjs        builds dist/cli.mjs, and dist/lambda with the handler in index.mjs
// node esbuild.config.mjs FILE   builds them and packs dist/lambda, with tattletail.toml if there is one, into FILE

const options = {
  bundle: true,
  // What is imported dynamically is a file of its own, which Node does not even read before it is needed.
  splitting: true,
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

await rm('dist', { recursive: true, force: true });
await bundle('dist/lambda', { index: 'src/lambda.ts' });
await bundle('dist', { cli: 'src/cli.ts' });

const [zipFile] = process.argv.slice(2);
if (zipFile !== undefined) await zip(zipFile);

/** With jq beside it: it runs in a worker thread, which is an entry of its own, and its binary belongs into build/. */
async function bundle(outdir, entryPoint) {
  const worker = { 'jq-wasm-worker': 'src/jq/real/wasm-worker.ts' };
  await build({ ...options, entryPoints: { ...entryPoint, ...worker }, outdir });
  await mkdir(`${outdir}/build`);
  const wasm = createRequire(import.meta.url).resolve('jq-wasm/jq.wasm');
  await copyFile(wasm, `${outdir}/build/jq.wasm`);
}

/** The same sources give the same bytes: the entries are in a fixed order and have no time of their own. */
async function zip(file) {
  const entries = { ...(await filesIn('dist/lambda')), ...(await bundledConfig()) };
  await writeFile(
    file,
    zipSync(entries, { level: 9, mtime: new Date(1980, 0, 1), os: 3, attrs: 0o100644 << 16 }),
  );
  const { size } = await stat(file);
  const config = 'tattletail.toml' in entries ? 'with tattletail.toml' : 'without a config';
  console.log(`${file}: ${config}, ${Math.round(size / 1024)} KB`);
}

async function filesIn(folder) {
  const names = await readdir(folder, { recursive: true });
  const files = names.filter((name) => /\.(mjs|wasm)$/.test(name)).sort();
  return Object.fromEntries(
    await Promise.all(files.map(async (name) => [name, await readFile(`${folder}/${name}`)])),
  );
}

async function bundledConfig() {
  try {
    return { 'tattletail.toml': await readFile('tattletail.toml') };
  } catch (error) {
    if (error.code === 'ENOENT') return {};
    throw error;
  }
}
