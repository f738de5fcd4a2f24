// Packages the extension as a .vsix for one platform: `npm run package [-- --target=linux-x64] [--out=<file>]`.
// What goes in is copied into a folder of its own first, by the lists below, so that nothing else can get in.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVSIX } from '@vscode/vsce';
import { alteredFiles } from './native/files.mjs';
import { root } from './root.mjs';
import { thirdPartyNotices } from './thirdParty.mjs';

/** Folders and files of the project that the extension needs when it runs; those not there are left out. */
const SHIPPED = ['media', 'samples/lessons', 'schemas', 'l10n', 'CHANGELOG.md', 'LICENSE', 'LICENSE-LGPL-2.1'];
/** Keys of package.json that only concern development. */
const DEVELOPMENT_KEYS = ['scripts', 'devDependencies', 'private', 'bin', 'exports'];

const vscodeTarget = () => `${process.platform}-${process.arch}`;

function copy(from, to) {
  fs.mkdirSync(path.dirname(to), { recursive: true });
  fs.cpSync(from, to, { recursive: true });
}

function stageManifests(folder) {
  const manifest = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  for (const key of DEVELOPMENT_KEYS) delete manifest[key];
  fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
  for (const name of fs.readdirSync(root))
    if (/^package\.nls(\..+)?\.json$/.test(name)) copy(path.join(root, name), path.join(folder, name));
}

/** The readme without its pictures: they would be addresses of files that are not shipped. */
function stageReadme(folder) {
  const text = fs.readFileSync(path.join(root, 'README.md'), 'utf8');
  fs.writeFileSync(path.join(folder, 'README.md'), text.replace(/^!\[.*\]\(docs\/.*\)\n+/gm, ''));
}

/** A package of node_modules, reduced to the files named, with a package.json that asks for nothing else. */
function stageModule(folder, name, keep, dependencies, more = {}) {
  const from = path.join(root, 'node_modules', name);
  const to = path.join(folder, 'node_modules', name);
  const { version, license, main } = JSON.parse(fs.readFileSync(path.join(from, 'package.json'), 'utf8'));
  for (const file of fs.readdirSync(from, { recursive: true }))
    if (keep(file.split(path.sep).join('/'))) copy(path.join(from, file), path.join(to, file));
  const manifest = { name, version, license, main, dependencies, ...more };
  fs.writeFileSync(path.join(to, 'package.json'), JSON.stringify(manifest, null, 2));
  return version;
}

/**
 * ONNX Runtime for one platform. Its other dependencies (adm-zip, global-agent) serve its install script alone, which
 * fetches CUDA parts and is never run here.
 */
function stageOnnxRuntime(folder, target) {
  const binaries = `bin/napi-v6/${target.replace('-', '/')}/`;
  if (!fs.existsSync(path.join(root, 'node_modules/onnxruntime-node', binaries)))
    throw new Error(`onnxruntime-node has no binaries for ${target}.`);
  const version = stageModule(folder, 'onnxruntime-common', (file) => /^(dist\/cjs\/.*\.js|LICENSE.*)$/.test(file), {});
  stageModule(
    folder,
    'onnxruntime-node',
    (file) =>
      /^(dist\/[^/]*\.js|LICENSE.*)$/.test(file) || (file.startsWith(binaries) && path.posix.extname(file) !== ''),
    { 'onnxruntime-common': version },
  );
}

/** Kiwi: its package as it is, but for types, so that a person may put another build of it in its place (LGPL-2.1). */
function stageKiwi(folder) {
  const files = (file) => /^dist\/(build\/)?[\w-]+\.(js|wasm)$/.test(file);
  stageModule(folder, 'kiwi-nlp', files, {}, { type: 'module' });
}

/** esbuild, which compiles models that people write: its library, and its program for one platform. */
function stageEsbuild(folder, target) {
  const name = `@esbuild/${target}`;
  const manifest = path.join(root, 'node_modules', name, 'package.json');
  const { version } = JSON.parse(fs.readFileSync(path.join(root, 'node_modules/esbuild/package.json'), 'utf8'));
  if (!fs.existsSync(manifest))
    throw new Error(`There is no esbuild for ${target}: npm install --no-save --force ${name}@${version}`);
  stageModule(folder, name, (file) => /^(bin\/esbuild|esbuild\.exe)$/.test(file), {});
  stageModule(folder, 'esbuild', (file) => /^(lib\/main\.js|LICENSE\.md)$/.test(file), { [name]: version });
}

function stageBuild(folder) {
  const dist = path.join(folder, 'dist');
  const list = path.join(folder, 'packages.json');
  const build = ['esbuild.js', '--production', `--outdir=${dist}`, `--package-list=${list}`];
  execFileSync(process.execPath, build, { cwd: root, stdio: 'inherit' });
  const bundled = JSON.parse(fs.readFileSync(list, 'utf8'));
  fs.rmSync(list);
  const names = [...bundled, 'esbuild', 'kiwi-nlp', 'onnxruntime-common', 'onnxruntime-node'];
  fs.writeFileSync(path.join(folder, 'THIRD-PARTY.txt'), thirdPartyNotices(names));
}

/** Native code that is not what npm once installed goes into no package. */
function requireKnownNativeFiles() {
  const known = JSON.parse(fs.readFileSync(path.join(root, 'scripts', 'native', 'hashes.json'), 'utf8'));
  const altered = alteredFiles(path.join(root, 'node_modules'), known);
  if (altered.length > 0) throw new Error(`scripts/native/hashes.json knows other files: ${altered.join(', ')}.`);
}

/**
 * @param {{ target?: string, out?: string }} [options]
 * @returns {Promise<string>} the path of the .vsix
 */
export async function packageExtension({ target = vscodeTarget(), out } = {}) {
  requireKnownNativeFiles();
  const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  const file = path.resolve(root, out ?? `nlp-lab-${target}-${version}.vsix`);
  const parent = path.join(root, '.vscode-test');
  fs.mkdirSync(parent, { recursive: true });
  const folder = fs.mkdtempSync(path.join(parent, 'package-'));
  try {
    fs.writeFileSync(path.join(folder, '.vscodeignore'), ''); // all that is staged is shipped
    stageManifests(folder);
    stageReadme(folder);
    stageOnnxRuntime(folder, target);
    stageKiwi(folder);
    stageEsbuild(folder, target);
    for (const name of SHIPPED)
      if (fs.existsSync(path.join(root, name))) copy(path.join(root, name), path.join(folder, name));
    stageBuild(folder);
    await createVSIX({
      cwd: folder,
      packagePath: file,
      target,
      allowMissingRepository: true,
      rewriteRelativeLinks: false,
    });
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
  return file;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const option = (name) => process.argv.find((part) => part.startsWith(`--${name}=`))?.slice(name.length + 3);
  const file = await packageExtension({ target: option('target'), out: option('out') });
  console.log(`${path.relative(root, file)}: ${(fs.statSync(file).size / 1e6).toFixed(1)} MB`);
}
