// Compiles the AssemblyScript kernels to WebAssembly and writes them into generated/kernels.ts beside their folder: those of
// word vectors twice, with relaxed SIMD (fused multiply-add) and without; those of linear models for any processor; those of
// chains of tags, dropout masks and maps with SIMD. Each file remembers the sources it was made from; `esbuild.js` calls this and tests compare, so
// that none is stale. `node scripts/makeKernels.mjs` writes what is stale.

import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const threads = ['--sharedMemory', '--enable', 'simd,threads'];
/** By folder in src/engine, the builds: the name of each and its flags. */
const kernels = {
  embeddings: { plain: threads, fused: [...threads, '--enable', 'relaxed-simd'] },
  linear: { plain: [] },
  crf: { plain: ['--enable', 'simd'] },
  data: { plain: ['--enable', 'simd'] },
  analysis: { plain: ['--enable', 'simd'] },
};
const LINE = 110;

const sourcesOf = (folder) => path.join(root, 'src/engine', folder, 'kernels');

/** SHA-256 of the sources of a folder's kernels and of this script. */
export function kernelSources(folder) {
  const sources = sourcesOf(folder);
  const hash = createHash('sha256').update(fs.readFileSync(fileURLToPath(import.meta.url)));
  for (const name of fs.readdirSync(sources).sort())
    hash.update(name).update(fs.readFileSync(path.join(sources, name)));
  return hash.digest('hex');
}

async function compile(sources, flags) {
  const { default: asc } = await import('assemblyscript/asc');
  let binary;
  const common = ['--optimizeLevel', '3', '--converge', '--noAssert', '--runtime', 'stub', '--use', 'abort='];
  const memory = ['--importMemory', '--initialMemory', '1', '--maximumMemory', '65536'];
  const { error, stderr } = await asc.main(
    ['index.ts', '--baseDir', sources, '--outFile', 'kernels.wasm', ...common, ...memory, ...flags],
    {
      writeFile: (name, content) => void (name === 'kernels.wasm' && (binary = content)),
    },
  );
  if (error || !binary) throw new Error(`The kernels do not compile.\n${stderr.toString()}`);
  return Buffer.from(binary).toString('base64');
}

/** Writes the generated files that are not up to date; says whether any was. */
export async function makeKernels() {
  let isNew = false;
  for (const [folder, builds] of Object.entries(kernels)) isNew = (await makeFile(folder, builds)) || isNew;
  return isNew;
}

async function makeFile(folder, builds) {
  const target = path.join(root, 'src/engine', folder, 'generated/kernels.ts');
  const mark = `export const kernelSources = '${kernelSources(folder)}';`;
  if (fs.existsSync(target) && fs.readFileSync(target, 'utf8').includes(mark)) return false;
  const constants = [];
  for (const [name, flags] of Object.entries(builds)) {
    const text = await compile(sourcesOf(folder), flags);
    const lines = text.match(new RegExp(`.{1,${LINE}}`, 'g')).map((line) => `  '${line}',`);
    const features = flags.filter((flag) => !flag.startsWith('--')).join(',') || 'nothing beyond the first version';
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
