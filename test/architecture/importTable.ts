// Who may import whom (DESIGN's table, with the folders that came later), as data, and a pure check of a source tree against it.
// A tree is a map from paths below the project's root, with slashes, to the text of each file.

import path from 'node:path';
import { builtinModules } from 'node:module';
import ts from 'typescript';

export type SourceTree = ReadonlyMap<string, string>;

/** Folders of the engine, lowest first. Each may import itself, the protocol, and the folders named; nothing else. */
const ENGINE: Record<string, readonly string[]> = {
  disk: [],
  schema: [],
  numeric: [],
  pictures: ['schema', 'disk'],
  experiment: ['schema'],
  compiled: [],
  graph: [],
  onnx: ['graph'],
  runtime: ['onnx', 'graph', 'compiled'],
  nn: ['graph'],
  optim: ['graph', 'schema'],
  text: ['schema', 'disk'],
  tags: [],
  morphemes: ['text', 'tags'],
  store: ['schema', 'disk'],
  data: ['text', 'schema', 'disk', 'tags', 'morphemes', 'compiled', 'store'],
  embeddings: ['text', 'data', 'store', 'analysis', 'compiled', 'disk'],
  sweep: ['schema', 'data', 'numeric'],
  lessons: ['schema', 'store'],
  statistics: ['numeric'],
  metrics: ['tags', 'statistics'],
  analysis: ['compiled'],
  archive: ['store'],
  modelFiles: ['onnx', 'store'],
  tensorboard: ['store'],
  labelling: ['text', 'data', 'tags', 'metrics', 'statistics', 'store'],
  models: ['schema', 'nn', 'graph', 'text'],
  custom: ['models', 'nn', 'graph', 'runtime', 'text', 'disk'],
  decode: ['nn', 'graph', 'text', 'data'],
  ngrams: ['text', 'store'],
  linear: ['text', 'compiled', 'analysis'],
  crf: ['data', 'tags', 'compiled', 'linear', 'text'],
  sequence: ['models', 'graph', 'runtime', 'text', 'data', 'decode', 'schema', 'store', 'pictures'],
  language: [...['models', 'graph', 'runtime', 'text', 'data', 'decode', 'schema', 'sequence', 'ngrams', 'store']],
  trace: ['graph', 'nn', 'runtime'],
  train: ['schema', 'nn', 'optim', 'graph', 'runtime', 'compiled', 'text', 'data', 'metrics', 'store', 'embeddings'],
  batch: ['graph', 'nn', 'optim', 'schema', 'runtime', 'train', 'trace', 'store'],
  explain: [],
  tasks: [
    ...['experiment', 'schema', 'models', 'nn', 'runtime', 'text', 'data', 'metrics', 'store', 'disk'],
    ...[
      'embeddings',
      'linear',
      'crf',
      'sequence',
      'pictures',
      'decode',
      'language',
      'ngrams',
      'tags',
      'morphemes',
      'train',
      'trace',
      'explain',
      'custom',
      'statistics',
      'sweep',
      'lessons',
    ],
  ],
  runs: [
    ...['sweep', 'experiment', 'schema', 'tasks', 'language', 'train', 'store', 'runtime', 'data', 'metrics'],
    ...['statistics', 'text', 'analysis', 'archive', 'tensorboard', 'lessons'],
  ],
  writing: ['experiment', 'schema', 'text', 'store', 'tasks', 'runtime', 'runs'],
  export: ['data', 'graph', 'onnx', 'runtime', 'schema', 'store', 'tasks', 'tensorboard', 'text', 'train'],
};

/** What all parts of the host stand on. */
const HOST_GROUND = ['editor', 'engine', 'commands', 'views'];
/** Of features that work with runs. */
const ON_RUNS = [...HOST_GROUND, 'runs'];

/** Folders of the host, lowest first, likewise; a feature that is not named here may import what stands below `experiments`. */
const HOST: Record<string, readonly string[]> = {
  editor: [],
  engine: [],
  commands: ['editor'],
  views: ['editor'],
  tokens: HOST_GROUND,
  runs: HOST_GROUND,
  corpus: ON_RUNS,
  experiments: ON_RUNS,
  embeddings: [...ON_RUNS, 'experiments'],
  parallel: [...ON_RUNS, 'experiments'],
  asking: [...ON_RUNS, 'parallel'],
  comparison: [...ON_RUNS, 'parallel'],
  generate: [...ON_RUNS, 'asking'],
  network: [...ON_RUNS, 'asking', 'experiments'],
  lossSurface: ON_RUNS,
  rateRange: [...ON_RUNS, 'experiments'],
  lessons: [...ON_RUNS, 'experiments', 'beginning'],
  batch: [...ON_RUNS, 'network'],
  tasks: [...ON_RUNS, 'experiments'],
};

const hostArea = (folder: string): string => `host/${folder}`;
const engineArea = (folder: string): string => `engine/${folder}`;
const ENGINE_AREAS = [...Object.keys(ENGINE).map(engineArea), 'engine/calls'];

/** Allowed targets by area; every area may also import itself and the protocol. */
const ALLOWED: ReadonlyMap<string, readonly string[]> = new Map([
  ['protocol', []],
  ['extension', ['host', hostArea('editor')]],
  ['host', ['host/*', 'agents']], // parts.ts and what else stands directly in src/host
  ['service', ['engine/store']], // names of temporary files, by which those of killed processes are told
  ['agents', []],
  ['cli', [...ENGINE_AREAS, 'engine', 'service', 'agents']],
  ['engine', [...ENGINE_AREAS, 'engine/library']], // worker.ts, index.ts and what else stands directly in src/engine
  ['engine/library', ENGINE_AREAS],
  ['engine/calls', ENGINE_AREAS],
  ['webviews/shared', []],
  ...Object.entries(HOST).map(([folder, targets]) => [hostArea(folder), targets.map(hostArea)] as const),
  ['host/agents', [...[...ON_RUNS, 'experiments'].map(hostArea), 'agents']],
  ...Object.entries(ENGINE).map(([folder, targets]) => [engineArea(folder), targets.map(engineArea)] as const),
]);

/** Packages that only some may import. */
const RESTRICTED: ReadonlyMap<string, (file: string) => boolean> = new Map([
  ['vscode', (file) => file === 'src/extension.ts' || file.startsWith('src/host/')],
  ['@vscode/webview-ui-toolkit', (file) => file === 'src/webviews/shared/controls.ts'],
  ['onnxruntime-node', (file) => file.startsWith('src/engine/runtime/')],
  ['pngjs', (file) => file.startsWith('src/engine/pictures/')],
  ['jpeg-js', (file) => file.startsWith('src/engine/pictures/')],
  ['@modelcontextprotocol/server', (file) => file === 'src/agents/server.ts'],
  ['fastify', (file) => file.startsWith('src/service/')],
  ['esbuild', (file) => file === 'src/engine/custom/compileModel.ts'],
  ['kiwi-nlp', (file) => file === 'src/engine/text/tokenizers/analysers/kiwi.ts'],
  ['@patdx/kuromoji', (file) => file === 'src/engine/text/tokenizers/analysers/kuromoji.ts'],
]);

const isNodeModule = (name: string): boolean => name.startsWith('node:') || builtinModules.includes(name);
const runsWithoutNode = (file: string): boolean => /^src\/(webviews|protocol)\//.test(file);

/** The row of the table that a file belongs to: `cli`, `host/runs`, `engine/graph`, `webviews/tokens`, ... */
function areaOf(file: string): string {
  const [, first, second, third] = file.split('/');
  if (second === undefined) return path.posix.basename(first, '.ts');
  const hasRows = ['host', 'engine', 'webviews'].includes(first);
  return hasRows && third !== undefined ? `${first}/${second}` : first;
}

function allowedTargets(area: string): readonly string[] | undefined {
  const listed = ALLOWED.get(area);
  if (listed) return listed;
  if (area.startsWith('host/')) return ON_RUNS.map(hostArea);
  return area.startsWith('webviews/') ? ['webviews/shared'] : undefined;
}

const isAmong = (area: string, allowed: readonly string[]): boolean =>
  allowed.includes(area) || allowed.includes(`${area.split('/', 1)[0]}/*`);

/** Every module named in a file: static, type-only and dynamic imports, re-exports, require. */
function importsOf(text: string): string[] {
  const named = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
  return [...named, ...namespacesExported(text)];
}

/** Modules of `export * as name from`, which TypeScript's quick look at a file passes over. */
function namespacesExported(text: string): string[] {
  if (!/\bexport\s+(type\s+)?\*/.test(text)) return [];
  const { statements } = ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest);
  return statements.flatMap((statement) => {
    if (!ts.isExportDeclaration(statement) || !statement.moduleSpecifier) return [];
    const { exportClause, moduleSpecifier } = statement;
    const isNamespace = exportClause !== undefined && ts.isNamespaceExport(exportClause);
    return isNamespace && ts.isStringLiteral(moduleSpecifier) ? [moduleSpecifier.text] : [];
  });
}

/** The file that a relative import names, or undefined when there is none. */
function resolveImport(tree: SourceTree, from: string, name: string): string | undefined {
  const target = path.posix.join(path.posix.dirname(from), name);
  const candidates = [target, `${target}.ts`, `${target}/index.ts`, target.replace(/\.js$/, '.ts')];
  return candidates.find((candidate) => tree.has(candidate));
}

const isRelative = (name: string): boolean => name.startsWith('.');
const packageOf = (name: string): string => name.split('/', name.startsWith('@') ? 2 : 1).join('/');

function checkPackage(file: string, name: string): string[] {
  const isAllowed = RESTRICTED.get(packageOf(name));
  if (isAllowed && !isAllowed(file)) return [`${file} imports ${name}, which it may not`];
  if (isNodeModule(name) && runsWithoutNode(file)) return [`${file} imports ${name}, but must run without Node`];
  return [];
}

function checkFile(tree: SourceTree, file: string, name: string): string[] {
  const outside = path.posix.join(path.posix.dirname(file), name);
  if (!outside.startsWith('src/')) return [`${file} imports ${outside}, outside src/`];
  const target = resolveImport(tree, file, name);
  if (!target)
    return /\.(css|json|ttf|svg|txt|wasm)$/.test(name) ? [] : [`${file} imports ${name}, which does not exist`];
  const area = areaOf(file);
  const targetArea = areaOf(target);
  const allowed = allowedTargets(area);
  if (!allowed) return [`${file} is in src/${area}/, which has no row in the table`];
  if (targetArea === area || targetArea === 'protocol' || isAmong(targetArea, allowed)) return [];
  return [`${file} (${area}) imports ${target} (${targetArea})`];
}

/** Import cycles, each as its files in order, the first repeated at the end. */
function findCycles(tree: SourceTree): string[][] {
  const targets = (file: string): string[] =>
    importsOf(tree.get(file) ?? '')
      .filter(isRelative)
      .map((name) => resolveImport(tree, file, name))
      .filter((target): target is string => target !== undefined);
  const done = new Set<string>();
  const cycles: string[][] = [];
  const visit = (file: string, trail: string[]): void => {
    const start = trail.indexOf(file);
    if (start >= 0) {
      cycles.push([...trail.slice(start), file]);
      return;
    }
    if (done.has(file)) return;
    for (const target of targets(file)) visit(target, [...trail, file]);
    done.add(file);
  };
  for (const file of tree.keys()) visit(file, []);
  return cycles;
}

/** Everything in a tree that breaks the table, one sentence each; empty when all is well. */
export function importProblems(tree: SourceTree): string[] {
  const problems: string[] = [];
  for (const [file, text] of tree) {
    for (const name of importsOf(text))
      problems.push(...(isRelative(name) ? checkFile(tree, file, name) : checkPackage(file, name)));
  }
  return [...problems, ...findCycles(tree).map((cycle) => `cycle: ${cycle.join(' -> ')}`)];
}
