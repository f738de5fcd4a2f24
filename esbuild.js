// Builds everything into dist/: the extension, the engine's worker, the command line, one script for each view, the tests.
// `node esbuild.js [--watch] [--production]`; `--production` minifies and leaves out tests and source maps.
const esbuild = require('esbuild');
const fs = require('node:fs');
const path = require('node:path');

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');

const common = {
  bundle: true,
  sourcemap: !production,
  minify: production,
  logLevel: 'warning',
  define: { 'process.env.NLP_LAB_BUILD': '"bundle"' },
};
const node = { ...common, platform: 'node', target: 'node20', format: 'cjs', external: ['vscode', 'onnxruntime-node'] };

function filesUnder(folder, ending) {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { recursive: true })
    .map((name) => path.join(folder, name))
    .filter((name) => name.endsWith(ending));
}

function configurations() {
  const entries = { extension: 'src/extension.ts', worker: 'src/engine/worker.ts', cli: 'src/cli/main.ts' };
  const present = Object.fromEntries(Object.entries(entries).filter(([, file]) => fs.existsSync(file)));
  const views = Object.fromEntries(
    fs
      .readdirSync('src/webviews', { withFileTypes: true })
      .filter(
        (entry) =>
          entry.isDirectory() && entry.name !== 'shared' && fs.existsSync(`src/webviews/${entry.name}/main.ts`),
      )
      .map((entry) => [entry.name, `src/webviews/${entry.name}/main.ts`]),
  );
  const list = [
    { ...node, entryPoints: present, outdir: 'dist', banner: undefined },
    {
      ...common,
      entryPoints: views,
      outdir: 'dist/webviews',
      platform: 'browser',
      target: 'es2022',
      format: 'iife',
      loader: { '.ttf': 'file', '.woff2': 'file' },
    },
  ];
  if (!production) {
    const tests = [...filesUnder('test', '.test.ts'), ...filesUnder('bench', '.ts')].filter(
      (file) => !file.startsWith(path.join('test', 'e2e')),
    );
    const external = [...node.external, 'mocha', 'playwright-core', 'esbuild'];
    list.push({ ...node, external, entryPoints: tests, outdir: 'dist', outbase: '.', loader: { '.json': 'json' } });
  }
  return list.filter((configuration) => Object.keys(configuration.entryPoints).length > 0);
}

async function main() {
  if (production) fs.rmSync('dist', { recursive: true, force: true });
  if (watch) {
    for (const configuration of configurations())
      await (await esbuild.context({ ...configuration, logLevel: 'info' })).watch();
    return;
  }
  await Promise.all(configurations().map((configuration) => esbuild.build(configuration)));
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
