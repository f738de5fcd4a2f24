// What a program loads with `import('./x')` lies in parts/ beside it, and is loaded when it is asked for; all else is in the
// program's one file, which parts ask for what they share with it: there is one of each class and of all state.
const esbuild = require('esbuild');
const fs = require('node:fs');
const path = require('node:path');

/** The files that are loaded with one: by `import` statements, through others too. */
function loadedWith(file, outputs, found = new Set()) {
  if (found.has(file)) return found;
  found.add(file);
  for (const { path: imported, kind } of outputs[file].imports)
    if (kind === 'import-statement' && outputs[imported]) loadedWith(imported, outputs, found);
  return found;
}

/**
 * Takes modules of the editor and of Node as they are. As imports each file would have a copy of all their names made for it at
 * start: a third of the time that the program takes to load.
 */
const plainly = (text) =>
  text.replace(/\bimport ?\* ?as ([\w$]+) from ?("(?:vscode|node:[\w/]+)");/g, 'var $1 = require($2);');

/** Bundles a build's ES modules once more, as CommonJS. @param program the absolute path of the program's file */
function joined({ program, texts, atStart }) {
  const shared = [...atStart].filter((file) => file !== program).sort();
  const nameOf = (file) => `shared${shared.indexOf(file)}`;
  const fromProgram = (file) => `./${path.relative(path.dirname(program), file).split(path.sep).join('/')}`;
  return {
    name: 'parts on demand',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /./ }, ({ path: named, importer, kind, resolveDir, namespace }) => {
        const file = path.resolve(resolveDir, named);
        if (kind === 'entry-point') return { path: file };
        if (namespace === 'program' || !texts.has(file)) return { path: named, external: true };
        // What is at start comes into the program's file, wherever it was before.
        if (kind === 'dynamic-import' || !atStart.has(file))
          return { path: atStart.has(importer) ? fromProgram(file) : named, external: true };
        return atStart.has(importer) ? { path: file } : { path: file, namespace: 'program' };
      });
      onLoad({ filter: /\.js$/, namespace: 'file' }, ({ path: file }) => {
        const contents = texts.get(file);
        if (contents === undefined) return undefined;
        const exported = shared.map((one) => `export * as ${nameOf(one)} from '${fromProgram(one)}';`);
        return { contents: file === program ? [contents, ...exported].join('\n') : contents, loader: 'js' };
      });
      onLoad({ filter: /./, namespace: 'program' }, ({ path: file }) => ({
        contents: `module.exports = require('../${path.basename(program)}').${nameOf(file)};`,
        loader: 'js',
      }));
    },
  };
}

function removeAllBut(written, folder) {
  if (!fs.existsSync(folder)) return;
  for (const name of fs.readdirSync(folder))
    if (!written.has(path.join(folder, name))) fs.rmSync(path.join(folder, name));
}

/**
 * The build of a program from the options of one without parts. @param options with one entry point, that of the program
 */
exports.withParts = (options) => {
  const [name] = Object.keys(options.entryPoints);
  const folder = path.resolve(options.outdir);
  const program = path.join(folder, `${name}.js`);
  const join = {
    name: 'parts on demand',
    setup({ onEnd }) {
      onEnd(async ({ outputFiles = [], metafile, errors }) => {
        if (errors.length > 0) return;
        const texts = new Map(outputFiles.map(({ path: file, text }) => [file, plainly(text)]));
        const started = loadedWith(path.relative(process.cwd(), program), metafile.outputs);
        const atStart = new Set([...started].map((file) => path.resolve(file)));
        const { outputs } = (
          await esbuild.build({
            ...options,
            entryPoints: [program, ...[...texts.keys()].filter((file) => !atStart.has(file))],
            outbase: folder,
            allowOverwrite: true, // what is read is in memory
            supported: { 'dynamic-import': false }, // `require`, by which the editor has loaded the program
            plugins: [joined({ program, texts, atStart })],
          })
        ).metafile;
        removeAllBut(new Set(Object.keys(outputs).map((file) => path.resolve(file))), path.join(folder, 'parts'));
      });
    },
  };
  const sourcemap = options.sourcemap && 'inline';
  const split = { format: 'esm', splitting: true, chunkNames: 'parts/[name]-[hash]', write: false, sourcemap };
  return { ...options, ...split, plugins: [...options.plugins, join] };
};
