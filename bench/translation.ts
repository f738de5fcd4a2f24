// Measures sequence to sequence beside PyTorch: a training step of the transformer of Multi30k and of the GRU with attention,
// and beam search of a test set. Needs Python 3 with torch and numpy (`PYTHON`, default `python3`).
// usage: npm run bench:translation [-- --rounds 5 --sentences 1000]

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { compareWays, describeMachine, node, threadCounts, torch } from './measure';

/** Sentences of a first try. */
const FEW = '130';

function main(): void {
  const { values } = parseArgs({
    options: { rounds: { type: 'string', default: '5' }, sentences: { type: 'string', default: '1000' } },
  });
  const rounds = Number(values.rounds);
  const threads = threadCounts();
  console.log(describeMachine());

  for (const model of ['transformer', 'gru'])
    compareWays(
      `Training step, ${model}`,
      'ms',
      rounds,
      threads.map((n) => ({
        name: `NLP Lab, ${n} threads`,
        run: (short) =>
          node('transformerStep', '--model', model, '--threads', `${n}`, '--steps', short ? '3' : '10').wallMs,
      })),
      threads.map((n) => ({
        name: `PyTorch, ${n} threads`,
        run: () => torch('torch_translation_step', model, `${n}`).wallMs,
      })),
    );

  // Our side writes what the peer reads, and the peer must find the same outputs.
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'beam-'));
  const at = (short: boolean): string => path.join(folder, short ? 'few' : 'all');
  try {
    compareWays(
      `Beam 5, ${values.sentences} sentences`,
      'ms',
      rounds,
      threads.map((n) => ({
        name: `NLP Lab, ${n} threads`,
        run: (short) =>
          node('translationBeam', at(short), '--sentences', short ? FEW : values.sentences, '--threads', `${n}`).wallMs,
      })),
      threads.flatMap((n) =>
        ['kept', 'prefix'].map((way) => ({
          name: `PyTorch, ${way}, ${n} threads`,
          run: (short: boolean) => torch('torch_beam', at(short), `${n}`, way).wallMs,
        })),
      ),
    );
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

main();
