// A thousand lines translated with beam 5: `nlp-lab predict` beside the beam search of the peer, which is given the same weights, and
// the sources as ids already. `RUN` names a trained run; without one an epoch on few pairs makes one, whose outputs are no translations.

import fs from 'node:fs';
import path from 'node:path';
import { openTokenizer } from '../../src/engine/text/tokenizer';
import { BOS, EOS } from '../../src/engine/text/vocabulary';
import { german, parallel } from './corpora';
import { taken } from './program';
import { ownCommand, pythonPeer, training, type Row, type RowOptions } from './sides';

const BEAM = 5;
const PENALTY = 0.6;

export function translation(options: RowOptions): Row {
  const run = process.env.RUN ?? trained(options);
  const file = german(options);
  const folder = path.join(options.folder, 'beam');
  fs.mkdirSync(folder, { recursive: true });
  fs.copyFileSync(path.join(run, 'checkpoints', 'best', 'model.safetensors'), path.join(folder, 'model.safetensors'));
  const { tokenizer, vocabulary } = openTokenizer(fs.readFileSync(path.join(run, 'tokenizer.json'), 'utf8'), 'tokenizer.json'); // prettier-ignore
  const lines = fs.readFileSync(file, 'utf8').trim().split('\n');
  const sources = lines.map((line) => [...tokenizer.encode(vocabulary, line), EOS]);
  const longest = sources.map(({ length }) => 2 * length + 10);
  const problem = { bos: BOS, eos: EOS, beam: BEAM, batch: 64, lengthPenalty: PENALTY, shortest: 0, longest, sources };
  fs.writeFileSync(path.join(folder, 'problem.json'), JSON.stringify(problem));
  fs.writeFileSync(path.join(folder, 'outputs.json'), '[]'); // that both find the same is for bench:translation to say
  return {
    ours: ownCommand('predict', run, '--input', file, '--beam', `${BEAM}`, '--length-penalty', `${PENALTY}`),
    peer: pythonPeer(options.python.torch, 'torch', 'torch_beam', folder, `${options.threads}`),
  };
}

/** The model of bench/experiments/multi30k-transformer.nlplab.json. */
function trained(options: RowOptions): string {
  const { data, ...experiment } = JSON.parse(
    fs.readFileSync('bench/experiments/multi30k-transformer.nlplab.json', 'utf8'),
  ) as { data: object; training: object };
  const train = { source: parallel(options, 'de'), target: parallel(options, 'en') };
  const once = { ...experiment.training, epochs: 1, monitor: 'loss', averageCheckpoints: 0 };
  const made = training(options, 'multi30k', {
    ...{ ...experiment, data: { ...data, train, validation: 0.01, test: 0, limit: 2000 }, training: once },
  });
  return taken(made, options.folder).said.at(-1) ?? ''; // the run's folder
}
