// What the .vsix holds: all that runs, nothing else, for one platform.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureHost } from '../../scripts/host/ensureHost.mjs';
import { listZip, type ZipEntry } from './zipListing';

const vsix = (): string => process.env.NLP_LAB_VSIX ?? '';
const platform = `${process.platform}/${process.arch}`;

/** Every file in the package matches one of these. */
const WANTED: RegExp[] = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/(package\.json|package\.nls(\.[\w-]+)?\.json|readme\.md|changelog\.md|LICENSE\.txt|LICENSE-LGPL-2\.1|THIRD-PARTY\.txt)$/,
  /^extension\/dist\/(extension|worker|service|agents|engineProcess|embeddingThread|decodingThread|heartbeatThread|jschardet|cli)\.js$/,
  /^extension\/dist\/parts\/[\w-]+\.js$/,
  /^extension\/dist\/webviews\/[\w-]+\.(js|css|ttf|woff2)$/,
  /^extension\/dist\/[\w-]+\.wasm$/,
  /^extension\/dist\/experiment\.schema\.ko\.json$/,
  /^extension\/media\/[\w/-]+\.(svg|png|css|md|ttf)$/,
  /^extension\/media\/samples\/(en|ko)\/[\w.-]+\.(nlplab\.json|tsv|txt|conll|md)$/,
  /^extension\/samples\/lessons\/[\w-]+\/[\w.-]+\.(nlplab\.json|tsv|txt|conll|md)$/,
  /^extension\/schemas\/[\w.-]+\.(json|d\.ts)$/,
  /^extension\/l10n\/[\w.-]+\.json$/,
  /^extension\/node_modules\/esbuild\/(package\.json|lib\/main\.js|LICENSE\.md)$/,
  new RegExp(
    `^extension/node_modules/@esbuild/${platform.replace('/', '-')}/(package\\.json|bin/esbuild|esbuild\\.exe)$`,
  ),
  /^extension\/node_modules\/kiwi-nlp\/(package\.json|dist\/(build\/)?[\w-]+\.js|dist\/kiwi-wasm\.wasm)$/,
  /^extension\/node_modules\/onnxruntime-common\/(package\.json|dist\/cjs\/[\w-]+\.js|dist\/cjs\/package\.json)$/,
  /^extension\/node_modules\/onnxruntime-node\/(package\.json|dist\/[\w-]+\.js)$/,
  new RegExp(`^extension/node_modules/onnxruntime-node/bin/napi-v6/${platform}/[\\w.]+\\.(node|so[.\\d]*|dylib|dll)$`),
];

const PROGRAM = 'extension/dist/extension.js';
const PARTS = 'extension/dist/parts/';
const REQUIRED = /\brequire\(["'`]([^"'`]+)["'`]\)/g;
const kb = (bytes: number): string => (bytes / 1000).toFixed(1);

/** Values of package.json and its `contributes` that name files of the extension. */
function filesNamedIn(value: unknown): string[] {
  if (typeof value === 'string') return /^\.?\/?(dist|media|schemas|l10n)\/[\w./-]+\.\w+$/.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(filesNamedIn);
}

describe('the package', () => {
  let entries: ZipEntry[] = [];
  before(() => {
    entries = listZip(vsix()).filter(({ name }) => !name.endsWith('/'));
    const unpackedMb = entries.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;
    const packedMb = fs.statSync(vsix()).size / 1e6;
    console.log(`    ${entries.length} files, ${packedMb.toFixed(1)} MB packed, ${unpackedMb.toFixed(1)} MB unpacked`);
  });

  it('holds only what runs, for this platform', () => {
    const unwanted = entries.map(({ name }) => name).filter((name) => !WANTED.some((pattern) => pattern.test(name)));
    assert.deepEqual(unwanted, []);
  });

  it('holds every file that package.json and its texts name', () => {
    const names = new Set(entries.map(({ name }) => name));
    const manifests = entries.filter(({ name }) => /^extension\/package(\.nls(\.\w+)?)?\.json$/.test(name));
    assert.ok(manifests.length > 2, 'texts of two languages, which may name files too');
    const named = manifests.flatMap(({ read }) => filesNamedIn(JSON.parse(read().toString('utf8'))));
    assert.ok(named.length > 1);
    const missing = named.filter((file) => !names.has(path.posix.join('extension', file)));
    assert.deepEqual(missing, []);
  });

  it('asks for no package but those it brings', () => {
    for (const { name, read } of entries.filter((entry) => entry.name.endsWith('/package.json'))) {
      const { dependencies = {} } = JSON.parse(read().toString('utf8')) as { dependencies?: Record<string, string> };
      for (const dependency of Object.keys(dependencies))
        assert.ok(
          entries.some((entry) => entry.name === `extension/node_modules/${dependency}/package.json`),
          `${name} asks for ${dependency}`,
        );
    }
  });

  it('stays under 30 MB', () => {
    const packed = fs.statSync(vsix()).size;
    assert.ok(packed < 30e6, `${packed} bytes`);
  });

  it('starts with little code, and loads the rest on demand', () => {
    const entry = entries.find(({ name }) => name === PROGRAM);
    assert.ok(entry);
    const parts = entries.filter(({ name }) => name.startsWith(PARTS));
    const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
    // The library that writes Parquet is one piece, loaded when a table is saved so.
    const own = parts.filter(({ name }) => !name.startsWith(`${PARTS}parquetBytes-`));
    const [largest] = own.toSorted((a, b) => b.bytes - a.bytes);
    console.log(
      `    ${kb(entry.bytes)} kB at activation; ${kb(bytes)} kB in ${parts.length} parts on demand, at most ${kb(largest.bytes)}`,
    );
    assert.ok(entry.bytes < 140_000, `${entry.bytes} bytes are read when the extension is activated`);
    assert.ok(largest.bytes < 50_000, `${largest.name} has ${largest.bytes} bytes, which are read at once`);
  });

  it('asks from the editor for nothing but the editor, Node and its own parts', () => {
    const names = new Set(entries.map(({ name }) => name));
    const loaded = new Set<string>();
    for (const { name, read } of entries.filter((entry) => entry.name === PROGRAM || entry.name.startsWith(PARTS))) {
      const asked = [...read().toString('utf8').matchAll(REQUIRED)].map(([, module]) => module);
      assert.ok(name !== PROGRAM || asked.includes('vscode'));
      for (const module of asked.filter((one) => one !== 'vscode' && !one.startsWith('node:'))) {
        const file = path.posix.join(path.posix.dirname(name), module);
        assert.ok(module.startsWith('.') && names.has(file), `${name} asks for ${module}`);
        loaded.add(file);
      }
    }
    const parts = [...names].filter((name) => name.startsWith(PARTS));
    assert.deepEqual(
      parts.filter((name) => !loaded.has(name)),
      [],
      'nobody asks for them',
    );
  });

  it("loads ONNX Runtime in a worker thread of the editor's Node", async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-unpacked-'));
    try {
      for (const { name, read } of entries.filter((entry) => entry.name.startsWith('extension/node_modules/'))) {
        fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
        fs.writeFileSync(path.join(folder, name), read());
      }
      const script = `
        const { Worker } = require('node:worker_threads');
        const inside = "const ort = require('onnxruntime-node');" +
          "require('node:worker_threads').parentPort.postMessage(ort.listSupportedBackends().map(({ name }) => name))";
        new Worker(inside, { eval: true }).on('message', (names) => console.log(names.join(' ')));`;
      const cwd = path.join(folder, 'extension');
      const output = execFileSync((await ensureHost()).node, ['-e', script], { cwd, encoding: 'utf8' });
      assert.match(output, /\bcpu\b/);
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });
});
