// Whole commands beside the peer's whole script: what a person waits for, from the first byte to the last, with the files in the cache.
// Each row runs both sides in turn, several times, and prints medians, their ratio, and where our time goes. Peers that are missing are
// told. Needs the data (`DATA`, default `../shared/data`); interpreters of Python that have the peers are named by `PYTHON` (PyTorch),
// `SKLEARN_PYTHON` and `GENSIM_PYTHON`; `--peer torch2` takes the first two from `../shared/peers/python-torch2`.
// usage: npm run bench:whole [-- word2vec corpus] [--rounds 3 --threads 2 --examples 20000 --peer torch2]

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { describeMachine, interpreterOf, median } from './measure';
import { taken, type Taken } from './whole/program';
import { ROWS } from './whole/rows';
import type { Row, RowOptions } from './whole/sides';

const figures = (all: readonly Taken[]): string => {
  const of = (figure: (each: Taken) => number): string => median(all.map(figure)).toFixed(2);
  return `${of(({ seconds }) => seconds)} s, ${of(({ cpuSeconds }) => cpuSeconds)} s of the processor`;
};

/** What both sides say in the end shows that they did the same. */
const ending = ([{ said }]: readonly Taken[]): string => `says "${said.join(' | ').slice(0, 160)}"`;

function measure(name: string, { ours, peer, file }: Row, folder: string, rounds: number): void {
  const version = peer?.version();
  if (file !== undefined) fs.readFileSync(file);
  const [own, theirs]: Taken[][] = [[], []];
  for (let round = 0; round < rounds; round++) {
    own.push(taken(ours, folder));
    if (peer && version !== undefined) theirs.push(taken(peer.program(), folder));
  }
  const seconds = median(own.map((each) => each.seconds));
  const speed = file === undefined ? '' : `, ${(fs.statSync(file).size / 1e6 / seconds).toFixed(1)} MB/s`;
  console.log(`\n${name}\n  NLP Lab: ${figures(own)}${speed}; ${ending(own)}`);
  console.log(`    ${own[own.length - 1].timings}`);
  if (!peer) return;
  if (theirs.length === 0) return console.log(`  ${peer.name} is not here: not compared`);
  console.log(`  ${peer.name} ${version}: ${figures(theirs)}; ${ending(theirs)}`);
  console.log(`  ratio of medians: ${(median(theirs.map((each) => each.seconds)) / seconds).toFixed(2)}`);
}

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rounds: { type: 'string', default: '3' },
      threads: { type: 'string', default: `${Math.min(2, os.availableParallelism())}` },
      examples: { type: 'string', default: '20000' },
      peer: { type: 'string' },
    },
  });
  const unknown = positionals.find((name) => !(name in ROWS));
  if (unknown !== undefined)
    throw new Error(`There is no row "${unknown}". The rows are ${Object.keys(ROWS).join(', ')}.`);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-whole-'));
  const torch = interpreterOf(values.peer);
  const { SKLEARN_PYTHON = torch, GENSIM_PYTHON = '/usr/bin/python3' } = process.env;
  const options: RowOptions = {
    ...{ folder, threads: Number(values.threads), examples: Number(values.examples) },
    python: { torch, sklearn: SKLEARN_PYTHON, gensim: GENSIM_PYTHON },
  };
  console.log(`${describeMachine()}; ${values.threads} threads, medians of ${values.rounds} rounds`);
  try {
    for (const [name, rowOf] of Object.entries(ROWS))
      if (positionals.length === 0 || positionals.includes(name))
        measure(name, rowOf(options), folder, Number(values.rounds));
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

main();
