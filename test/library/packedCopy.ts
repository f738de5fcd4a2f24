// The package as a person has it: packed, unpacked into an empty folder, beside the packages it asks for.

import { execFile, execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const root = process.cwd();
const run = promisify(execFile);

export interface PackedCopy {
  folder: string;
  /** Every file of the package. */
  files: string[];
  write(name: string, text: string): void;
  /** What a program of Node prints; its arguments are for Node. Fails with what it says on stderr. */
  node(...args: string[]): Promise<string>;
  remove(): void;
}

/** Fails where dist/ has not been built. */
export async function packedCopy(): Promise<PackedCopy> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-packed-'));
  const modules = path.join(folder, 'node_modules');
  const own = path.join(modules, 'nlp-lab');
  fs.mkdirSync(own, { recursive: true });
  await run(process.execPath, ['scripts/library/declarations.mjs'], { cwd: root });
  const pack = ['pack', '--ignore-scripts', '--json', '--offline', '--pack-destination', folder];
  const packed = execFileSync('npm', pack, { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' });
  const [{ filename, files }] = JSON.parse(packed) as [{ filename: string; files: { path: string }[] }];
  execFileSync('tar', ['-xzf', path.join(folder, filename), '-C', own, '--strip-components=1']);
  fs.rmSync(path.join(folder, filename));
  for (const name of ['onnxruntime-node', 'kiwi-nlp', 'esbuild'])
    fs.symlinkSync(path.join(root, 'node_modules', name), path.join(modules, name), 'junction');
  return {
    folder,
    files: files.map((file) => file.path),
    write: (name, text) => fs.writeFileSync(path.join(folder, name), text),
    node: async (...args) => (await run(process.execPath, args, { cwd: folder })).stdout,
    remove: () => fs.rmSync(folder, { recursive: true, force: true }),
  };
}
