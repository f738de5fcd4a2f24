// What is shipped makes no code from text, starts nothing and asks nobody (promise C2): its programs, its pages and the packages
// beside them are searched for every way to do so. Run after a build.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';

/** What is looked for, kind by kind. */
const KINDS: Record<string, RegExp> = {
  'code from text':
    /\beval\(|(?<!\.)\bFunction\(|[=(,] ?Function[;,)]|\bset(Timeout|Interval)\(\s*["'`]|\bexecScript\b/,
  'the network':
    /(?<![\w.])(?<!function )fetch\(|\bXMLHttpRequest\b|\bWebSocket\b|\bEventSource\b|\bsendBeacon\b|\bRTCPeer/,
  'markup from text':
    /\b(inner|outer)HTML\b|\binsertAdjacentHTML\b|\bdocument\.write|createContextualFragment|DOMParser/,
  'scripts from elsewhere': /\bimportScripts\(|createElement\(["'`](script|iframe|object|embed)/,
  'computed imports': /(?<![\w.$]|async )(require|import)\((?!["'])[^)]/,
};

/** Modules of Node that each program may use. */
const PLAIN = [
  'crypto',
  'events',
  'fs',
  'fs/promises',
  'os',
  'path',
  'stream',
  'url',
  'util',
  'worker_threads',
  'zlib',
];
const KIWI = ['kiwi-nlp', 'kiwi-nlp/dist/kiwi-wasm.wasm'];
const MODULES: Record<string, readonly string[]> = {
  extension: [...PLAIN, 'vscode', 'child_process'], // child_process: `fork` of our own file, where an engine gets its process
  cli: [...PLAIN, ...KIWI, 'vm', 'child_process', 'v8', 'timers/promises'], // likewise; v8: to keep the heap of a service small
  // What Fastify and Pino stand on. Nothing asks anybody: `http` listens.
  service: [
    ...PLAIN,
    ...[
      'assert',
      'async_hooks',
      'buffer',
      'diagnostics_channel',
      'dns',
      'http',
      'http2',
      'https',
      'module',
      'perf_hooks',
      'v8',
    ],
  ],
  // vm: to end a pattern that takes too long; esbuild and module, a reader of source maps: for models that people write.
  // assert and buffer: pngjs.
  worker: [...PLAIN, ...KIWI, 'vm', 'onnxruntime-node', 'esbuild', 'module', 'assert', 'buffer'],
  decodingThread: [...PLAIN, 'vm', 'onnxruntime-node'],
  embeddingThread: PLAIN,
  heartbeatThread: PLAIN,
  engineProcess: PLAIN,
  jschardet: ['zlib'], // its letter models are packed
};

/** Reading a program is nine tenths of its start. Unminified bytes: raise one only for what each start needs. */
const MOST_BYTES: Record<string, number> = { cli: 1_750_000, worker: 4_650_000, decodingThread: 1_200_000 };

/** What packages hold all the same, and why that harms nobody. */
const ALLOWED: Record<string, readonly string[]> = {
  '@microsoft/fast-element': ['markup from text'], // templates, which are constants of the toolkit
  'find-my-way': ['code from text'], // its routes, which are constants of the service
  'src/engine/export/python': ['code from text'], // `.eval()` of PyTorch, in the text of Python programs
  'src/service/page': ['the network'], // a page of the service, whose policy lets it ask this service alone
  // Shipped as it is, for its licence. Emscripten's ways to find its file and to bind functions: it is given its bytes.
  'kiwi-nlp': ['code from text', 'the network', 'computed imports'],
  'jpeg-js': ['the network'], // a way for browsers to load a path: nobody calls it, and Node has no XMLHttpRequest
  'onnxruntime-node': ['computed imports'], // its binding, by platform
};

interface Hit {
  kind: string;
  owner: string;
  line: string;
}

const withoutComments = (text: string): string =>
  text.replace(/^\s*(\*|\/\*|\/\/(?! ?(\S*node_modules|src)\/)).*$/gm, '');

/** Each hit with the package that it comes from, by the comments that esbuild leaves before each file. */
function hitsIn(text: string, owner: string): Hit[] {
  const hits: Hit[] = [];
  let of = owner;
  for (const line of withoutComments(text).split('\n')) {
    const from =
      /^\s*\/\/ (?:.*node_modules\/((?:@[^/]+\/)?[^/]+)\/|(src\/service\/page|src\/engine\/export\/python|src)\/)/.exec(
        line,
      );
    if (from) of = from[1] ?? from[2];
    else
      for (const [kind, pattern] of Object.entries(KINDS))
        if (pattern.test(line)) hits.push({ kind, owner: of, line: line.trim().slice(0, 160) });
  }
  return hits;
}

const unwanted = (hits: readonly Hit[]): Hit[] =>
  hits.filter(({ kind, owner }) => !(ALLOWED[owner] ?? []).includes(kind));

const modulesIn = (text: string): string[] =>
  [...text.matchAll(/(?<![\w.$])(?:require|import)\("([^"]+)"\)/g)].map(([, name]) => name.replace(/^node:/, ''));

const filesIn = (folder: string, ending: string): string[] =>
  fs
    .readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => path.join(folder, name));

/** A file that lies beside the one that asks for it: a part on demand, or the program of a part. */
const isOwnFile = (file: string, module: string): boolean =>
  /^\.\.?\//.test(module) && fs.existsSync(path.join(path.dirname(file), module));

describe('what is shipped', () => {
  const programs = [
    ...Object.keys(MODULES).map((name) => [name, path.join('dist', `${name}.js`)] as const),
    ...filesIn('dist/parts', '.js').map((part) => ['extension', part] as const), // what it loads on demand
  ];

  it('imports of Node only what each program needs', () => {
    assert.ok(programs.length > Object.keys(MODULES).length, 'the parts are built');
    for (const [name, file] of programs) {
      const others = modulesIn(fs.readFileSync(file, 'utf8')).filter(
        (module) => !MODULES[name].includes(module) && !isOwnFile(file, module),
      );
      assert.deepEqual([...new Set(others)], [], file);
    }
  });

  it('has no more to read at its start than it needs: what is rarely asked for lies beside', () => {
    for (const [name, most] of Object.entries(MOST_BYTES)) {
      const { size } = fs.statSync(path.join('dist', `${name}.js`));
      assert.ok(size <= most, `${name}.js has ${size} bytes, more than ${most}`);
    }
  });

  it('makes no code from text, asks nobody, and writes no markup', () => {
    const pages = filesIn('dist/webviews', '.js');
    assert.ok(pages.length >= 8, 'the pages are built');
    for (const file of [...programs.map(([, program]) => program), ...pages])
      assert.deepEqual(unwanted(hitsIn(fs.readFileSync(file, 'utf8'), 'src')), [], file);
  });

  it('holds beside its programs only packages that do the same', () => {
    const beside = {
      'onnxruntime-node': ['dist'],
      'onnxruntime-common': ['dist/cjs'],
      'kiwi-nlp': ['dist', 'dist/build'],
      esbuild: ['lib'],
    };
    for (const [name, folders] of Object.entries(beside))
      for (const file of folders.flatMap((folder) => filesIn(path.join('node_modules', name, folder), '.js')))
        assert.deepEqual(unwanted(hitsIn(fs.readFileSync(file, 'utf8'), name)), [], file);
  });

  it('would be found out', () => {
    const harmful = [
      'eval("1")',
      'const f = new Function("a", text);',
      'const F = Function;',
      'setTimeout("go()", 1)',
      'await fetch(url)',
      'new WebSocket(url)',
      'node.innerHTML = text;',
      'document.write(text)',
      'require(name)',
      'import(`./${name}`)',
      'document.createElement("script")',
    ];
    for (const line of harmful) assert.equal(unwanted(hitsIn(line, 'uplot')).length, 1, line);
    for (const line of [
      'this.words.fetch(1)',
      'isFunction(a)',
      'require("node:fs")',
      '// eval("1")',
      'setTimeout(() => 1, 1)',
    ])
      assert.deepEqual(hitsIn(line, 'uplot'), [], line);
    assert.deepEqual(modulesIn('var a = require("node:http");'), ['http']);
  });
});
