// Builds everything into dist/: the extension, the engine's worker, the command line, the library, one script for each view, the
// tests. `node esbuild.js [--watch] [--production] [--outdir=<folder>] [--package-list=<file>]`; `--production` minifies and leaves
// out the library, tests and source maps; the list names the npm packages bundled. `--library` builds minified programs and the
// library, for `npm pack`. `--tests=<file>,<file>` builds of the tests these alone, and no views; with `--sources=<folder>` no
// programs either, and files of src/ are taken from there where it has them. `--imports=<file>` builds nothing and writes which
// files each file imports, from the programs and the tests in Node.
const esbuild = require('esbuild');
const fs = require('node:fs');
const path = require('node:path');
const { withParts } = require('./scripts/partsOnDemand.cjs');

const watch = process.argv.includes('--watch');
const forNpm = process.argv.includes('--library');
const production = process.argv.includes('--production') || forNpm;
const option = (name) => process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
const outdir = option('outdir') ?? 'dist';
const packageList = option('package-list');
const importsFile = option('imports');
const someTests = option('tests')?.split(',');
const sources = option('sources');

/** Files of src/ are read from the folder `sources` where it has them, and import as if they stood in their own place. */
const otherSources = {
  name: 'other sources',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
      const other = path.join(sources, path.relative(__dirname, file));
      return fs.existsSync(other) ? { contents: fs.readFileSync(other), loader: 'ts' } : undefined;
    }),
};

/** Makers of code from text in packages, with what stands in their place: what is in a file never becomes a program. */
const CODE_MAKERS = [
  ['const F = Function;', 'const F = undefined;'], // zod: it sees that there is none, and does without
  ["new Function('return this')()", 'globalThis'],
  ['new Function("return this")()', 'globalThis'],
];
const noCodeFromText = {
  name: 'no code from text',
  setup(build) {
    const packages = ['zod', '@microsoft[\\\\/]fast-element'].join('|');
    build.onLoad(
      { filter: new RegExp(`[\\\\/]node_modules[\\\\/](${packages})[\\\\/].*\\.c?js$`) },
      async ({ path: file }) => ({
        contents: CODE_MAKERS.reduce(
          (text, change) => text.replaceAll(...change),
          await fs.promises.readFile(file, 'utf8'),
        ),
        loader: 'js',
      }),
    );
  },
};

const common = {
  bundle: true,
  sourcemap: !production,
  minify: production,
  logLevel: 'warning',
  metafile: true,
  plugins: [...(sources === undefined ? [] : [otherSources]), noCodeFromText],
  define: {
    'process.env.NLP_LAB_VERSION': JSON.stringify(require('./package.json').version),
    'process.env.NLP_LAB_ONNX_RUNTIME': JSON.stringify(require('./package.json').dependencies['onnxruntime-node']),
    'process.env.NLP_LAB_TOKENIZERS': JSON.stringify(require('./package.json').devDependencies.tokenizers),
  },
};
const node = {
  ...common,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: ['vscode', 'onnxruntime-node', 'esbuild', 'kiwi-nlp', 'kiwi-nlp/dist/kiwi-wasm.wasm'],
  alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' }, // its main file cannot be bundled
};

function filesUnder(folder, ending) {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { recursive: true })
    .map((name) => path.join(folder, name))
    .filter((name) => name.endsWith(ending));
}

function allNodeTests() {
  const isBrowserTest = (file) => file.startsWith(path.join('test', 'e2e'));
  const tests = filesUnder('test', '.test.ts').filter((file) => !isBrowserTest(file));
  return [...tests, ...filesUnder('test/integration', 'index.ts')];
}

/** Writes the ES modules of a build as CommonJS: esbuild splits only the former into shared parts. */
const asCommonJs = {
  name: 'as CommonJS',
  setup({ onEnd }) {
    const write = async ({ path: file, text }) => {
      const { code, map } = await esbuild.transform(text, {
        ...{ format: 'cjs', platform: 'node', target: node.target },
        ...{ sourcemap: 'external', sourcefile: path.basename(file) },
      });
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, code);
      fs.writeFileSync(`${file}.map`, map);
    };
    onEnd(({ outputFiles = [] }) => Promise.all(outputFiles.map(write)).then(() => undefined));
  },
};

/** Tests that run in Node or in the extension host: CommonJS. What several import is built, and loaded in a process, once. */
function nodeTests(entryPoints) {
  const external = [...node.external, 'mocha', 'playwright-core', 'typescript', 'tokenizers', 'jschardet'];
  return {
    ...{ ...node, format: 'esm', splitting: true, sourcemap: 'inline', write: false },
    plugins: [...common.plugins, asCommonJs],
    ...{ external, entryPoints, outdir, outbase: '.', chunkNames: 'test/parts/[hash]', loader: { '.json': 'json' } },
  };
}

/** Measurements: bundles, as what is shipped. */
function benches() {
  const entryPoints = filesUnder('bench', '.ts').filter((file) => path.dirname(file) === 'bench');
  return { ...node, external: [...node.external, 'tokenizers'], entryPoints, outdir, outbase: '.' };
}

/** Browser tests: ES modules that share one copy of their harness, and with it one server and one browser. */
function browserTests() {
  return {
    ...node,
    format: 'esm',
    splitting: true,
    outExtension: { '.js': '.mjs' },
    packages: 'external',
    entryPoints: [
      ...filesUnder('./test/e2e', '.test.ts'),
      ...['harness', 'ground', 'hooks', 'menus'].map((name) => `./test/e2e/${name}.ts`),
    ],
    outdir: path.join(outdir, 'test/e2e'),
    outbase: 'test/e2e',
  };
}

/** What the editor loads: the program at activation, and parts of it on demand. */
function extension() {
  return withParts({ ...node, entryPoints: { extension: 'src/extension.ts' }, outdir });
}

/**
 * What lies beside the programs as a file of its own, for most of their time is that of reading them: the service and the agents' tools,
 * which the command line loads when they are asked for, and the models of encodings, which are a quarter of a program and rarely needed. By
 * `require`, for `import()` of such a file first reads all of it for what it exports, which takes longer than to run it.
 */
const beside = {
  name: 'beside',
  setup(build) {
    const files = [[/\/service\/service$/, 'service'], [/\/agents\/server$/, 'agents'], [/^jschardet$/, 'jschardet']]; // prettier-ignore
    for (const [filter, name] of files)
      build.onResolve({ filter }, ({ kind }) =>
        kind === 'entry-point' ? undefined : { path: `./${name}.js`, namespace: 'beside' },
      );
    build.onLoad({ filter: /./, namespace: 'beside' }, ({ path: name }) => ({
      contents: `module.exports = require(${JSON.stringify(name)});`,
    }));
    build.onResolve({ filter: /./, namespace: 'beside' }, ({ path: name }) => ({ path: name, external: true }));
  },
};

/** What of the packages of the service makes code from text or has no use here is left out: nothing calls it. */
const leftOut = {
  name: 'left out',
  setup(build) {
    const LEFT_OUT =
      /^(@fastify\/ajv-compiler|@fastify\/fast-json-stringify-compiler|light-my-request|\.\/transport|\.\/ajvProvider-\w+\.[cm]js)$/;
    build.onResolve({ filter: LEFT_OUT }, ({ path: name, importer }) =>
      name.startsWith('.') && !/[\\/](pino|@modelcontextprotocol)[\\/]/.test(importer)
        ? undefined
        : { path: name.replace(/\.mjs$/, '.cjs'), namespace: 'left out' },
    );
    build.onLoad({ filter: /./, namespace: 'left out' }, ({ path: name }) => ({
      contents: `module.exports = () => { throw new Error(${JSON.stringify(`${name} is left out`)}); };`,
    }));
  },
};

function programs() {
  const entryPoints = { worker: 'src/engine/worker.ts', cli: 'src/cli/main.ts', service: 'src/service/service.ts' };
  entryPoints.agents = 'src/agents/server.ts';
  entryPoints.embeddingThread = 'src/engine/embeddings/thread.ts'; // beside the worker, which starts it
  entryPoints.engineProcess = 'src/engine/engineProcess.ts'; // likewise: around the worker, where it has a process of its own
  entryPoints.decodingThread = 'src/engine/sequence/decodingThread.ts'; // likewise
  entryPoints.heartbeatThread = 'src/engine/store/heartbeatThread.ts'; // likewise
  entryPoints.jschardet = 'jschardet'; // likewise
  return { ...node, entryPoints, outdir, plugins: [...node.plugins, beside, leftOut] };
}

/** What Node programs import. Its ES module is the same code, so that there is one of each class and one of each thread. */
function library() {
  return { ...node, entryPoints: { engine: 'src/engine/index.ts' }, outdir, plugins: [...node.plugins, beside] };
}

function views() {
  const mains = filesUnder('src/webviews', 'main.ts').filter((file) => file.split(path.sep).length === 4);
  return {
    ...common,
    entryPoints: Object.fromEntries(mains.map((file) => [path.basename(path.dirname(file)), file])),
    outdir: path.join(outdir, 'webviews'),
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    loader: { '.ttf': 'file', '.woff2': 'file' },
  };
}

function configurations() {
  if (someTests) return [...(sources === undefined ? [extension(), programs(), library()] : []), nodeTests(someTests)];
  if (forNpm) return [programs(), library()];
  return production
    ? [extension(), programs(), views()]
    : [extension(), programs(), library(), views(), nodeTests(allNodeTests()), benches(), browserTests()];
}

/** Takes away tests whose sources have gone: mocha would go on running them. */
function removeStaleTests(builds) {
  const written = new Set(
    builds.flatMap((build) => Object.keys(build.metafile.outputs).map((file) => path.resolve(file))),
  );
  for (const file of [...filesUnder(`${outdir}/test`, '.js'), ...filesUnder(`${outdir}/test`, '.mjs')])
    if (!written.has(path.resolve(file))) fs.rmSync(file, { force: true });
}

/** Names of the npm packages whose code went into the builds. */
function bundledPackages(builds) {
  const inputs = builds.flatMap((build) => Object.keys(build.metafile.inputs));
  const names = inputs.map((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]).filter(Boolean);
  return [...new Set(names)].sort();
}

/** By file, the files that it imports or, as a program of its own, starts. */
async function writeImports(target) {
  const starts = { ...extension().entryPoints, ...programs().entryPoints };
  const { metafile } = await esbuild.build({
    ...nodeTests([...Object.values(starts), ...allNodeTests()]),
    ...{ packages: 'external', sourcemap: false, plugins: common.plugins },
  });
  const startedBy = (file) =>
    Object.entries(starts)
      .filter(([name]) => new RegExp(`['"/]${name}\\.js['"]`).test(fs.readFileSync(file, 'utf8')))
      .map(([, source]) => source);
  const imports = Object.entries(metafile.inputs).map(([file, input]) => [
    file,
    [...input.imports.filter(({ external }) => !external).map((one) => one.path), ...startedBy(file)],
  ]);
  fs.writeFileSync(target, JSON.stringify(Object.fromEntries(imports)));
}

/** What an editor in Korean reads in place of the schema of experiment files. */
async function writeKoreanSchema() {
  const { schemaInKorean } = await import('./scripts/koreanSchema.mjs');
  fs.mkdirSync(outdir, { recursive: true });
  fs.writeFileSync(path.join(outdir, 'experiment.schema.ko.json'), JSON.stringify(await schemaInKorean()));
}

async function main() {
  if (importsFile) return writeImports(importsFile);
  await (await import('./scripts/makeKernels.mjs')).makeKernels();
  if (production && !forNpm) fs.rmSync(outdir, { recursive: true, force: true });
  if (!someTests && !forNpm) await writeKoreanSchema();
  if (watch) {
    for (const configuration of configurations())
      await (await esbuild.context({ ...configuration, logLevel: 'info' })).watch();
    return;
  }
  const builds = await Promise.all(configurations().map((configuration) => esbuild.build(configuration)));
  if (!production || forNpm) fs.writeFileSync(path.join(outdir, 'engine.mjs'), "export * from './engine.js';\n");
  if (!someTests && !forNpm) removeStaleTests(builds);
  if (packageList) fs.writeFileSync(packageList, JSON.stringify(bundledPackages(builds)));
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
