// Compiles the AssemblyScript kernels (src/engine/embeddings/kernels) to WebAssembly, twice: with relaxed SIMD (fused
// multiply-add) and without, and writes both into src/engine/embeddings/generated/kernels.ts. The file remembers the
// sources it was made from; `esbuild.js` calls this and a test compares, so that it is never stale.
// `node scripts/makeKernels.mjs` writes it where it is stale.

import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const sources = path.join(root, 'src/engine/embeddings/kernels');
const target = path.join(root, 'src/engine/embeddings/generated/kernels.ts');
const builds = { plain: 'simd,threads', fused: 'simd,threads,relaxed-simd' };
const LINE = 110;

/** SHA-256 of the kernels' sources and of this script. */
export function kernelSources() {
  const hash = createHash('sha256').update(fs.readFileSync(fileURLToPath(import.meta.url)));
  for (const name of fs.readdirSync(sources).sort())
    hash.update(name).update(fs.readFileSync(path.join(sources, name)));
  return hash.digest('hex');
}

async function compile(features) {
  const { default: asc } = await import('assemblyscript/asc');
  let binary;
  const flags = ['--optimizeLevel', '3', '--converge', '--noAssert', '--runtime', 'stub', '--use', 'abort='];
  const memory = ['--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536'];
  const { error, stderr } = await asc.main(
    ['index.ts', '--baseDir', sources, '--outFile', 'kernels.wasm', '--enable', features, ...flags, ...memory],
    {
      writeFile: (name, content) => void (name === 'kernels.wasm' && (binary = content)),
    },
  );
  if (error || !binary) throw new Error(`The kernels do not compile.\n${stderr.toString()}`);
  return Buffer.from(binary).toString('base64');
}

/** Writes the generated file unless it is up to date. */
export async function makeKernels() {
  const hash = kernelSources();
  const mark = `export const kernelSources = '${hash}';`;
  if (fs.existsSync(target) && fs.readFileSync(target, 'utf8').includes(mark)) return false;
  const constants = [];
  for (const [name, features] of Object.entries(builds)) {
    const text = await compile(features);
    const lines = text.match(new RegExp(`.{1,${LINE}}`, 'g')).map((line) => `  '${line}',`);
    constants.push(
      `/** WebAssembly, in base64, with ${features}. */\nexport const ${name} = [\n${lines.join('\n')}\n].join('');`,
    );
  }
  const head = '// Made by scripts/makeKernels.mjs from ../kernels. Do not edit.\n// prettier-ignore-file';
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(
    target,
    `${head}\n\n/** SHA-256 of what this was made from. */\n${mark}\n\n${constants.join('\n\n')}\n`,
  );
  return true;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await makeKernels();
