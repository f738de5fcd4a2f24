// The peers: gensim through Python, and programs of their own.

import { execFileSync } from 'node:child_process';
import { DIMENSIONS } from './options';
import type { Speed } from './ours';

/** What a command of the script of the Python peers prints: a JSON object a line. */
export const python = <T>(...given: string[]): T[] =>
  execFileSync('/usr/bin/python3', ['bench/peers/gensim_embeddings.py', ...given], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

interface GensimOptions {
  threads: number;
  algorithm: 'skip-gram' | 'cbow';
  epochs: number;
  seed: number;
}

/** Trains on a file, and writes the vectors to another. */
export function gensim(corpus: string, vectors: string, { threads, algorithm, epochs, seed }: GensimOptions): Speed {
  return python<Speed>(
    'train',
    corpus,
    vectors,
    algorithm,
    String(DIMENSIONS),
    String(epochs),
    String(threads),
    String(seed),
  )[0];
}

/** A program of its own: the time it takes less that for reading the words, which it does first, is not told; CPU is of all. */
export function program(command: string, given: string[], words: number): Speed {
  const started = performance.now();
  const script = `import resource,subprocess,sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL); u=resource.getrusage(resource.RUSAGE_CHILDREN); print(u.ru_utime+u.ru_stime)`;
  const cpu = Number(execFileSync('/usr/bin/python3', ['-c', script, command, ...given], { encoding: 'utf8' }));
  return { perSecond: words / ((performance.now() - started) / 1000), perCpuSecond: words / cpu };
}
