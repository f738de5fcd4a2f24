// The two sides of a row: commands of ours, and peers in Python or of a package.

import fs from 'node:fs';
import path from 'node:path';
import type { Corpora } from './corpora';
import { printed, type Program } from './program';

export interface Peer {
  name: string;
  /** Undefined where it is not here. */
  version(): string | undefined;
  program(): Program;
}

export interface Row {
  ours: Program;
  /** None where nobody does the same. */
  peer?: Peer;
  /** The file whose size says how many megabytes a second are read. */
  file?: string;
}

export interface RowOptions extends Corpora {
  threads: number;
  /** Interpreters of Python that have the peers. */
  python: { torch: string; sklearn: string; gensim: string };
}

const CLI = path.resolve('dist/cli.js');

export const ownCommand = (...args: string[]): Program => ({
  command: process.execPath,
  args: [CLI, ...args, '--timings'],
});

/** A training from an experiment that is written down. */
export function training({ folder }: Corpora, name: string, experiment: object): Program {
  const file = path.join(folder, `${name}.nlplab.json`);
  fs.writeFileSync(file, JSON.stringify({ name, seed: 1, ...experiment }));
  return ownCommand('train', file, '--runs', path.join(folder, 'runs'));
}

const script = (name: string): string => path.resolve('bench/peers', `${name}.py`);

export const pythonPeer = (interpreter: string, module: string, ...args: string[]): Peer => ({
  name: module,
  version: () => printed(interpreter, '-c', `import ${module}; print(${module}.__version__)`),
  program: () => ({ command: interpreter, args: [script(args[0]), ...args.slice(1)] }),
});

export const packaged = (command: string, args: string[], version: () => string | undefined): Peer => ({
  name: command,
  version,
  program: () => ({ command, args }),
});

/** What is written in plain Python, of its own standard library. */
export const plainPython = (...args: string[]): Peer => ({
  name: 'python',
  version: () => printed('python3', '--version'),
  program: () => ({ command: 'python3', args: [script('python_text'), ...args] }),
});
