// Beam search with the translation transformer of Multi30k, our side of bench/peers/torch_beam.py: weights are drawn, sources are
// random, and outputs are held to the length of their source, as a translation's would be. Writes weights, sources and outputs
// for the peer, which must find the same outputs. Threads decode different sentences; with --share one session does all.
// usage: node dist/bench/translationBeam.js <folder> [--threads 1] [--sentences 200] [--beam 5] [--share]
// Prints one JSON line: wall and processor milliseconds for all sentences.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createRandom } from '../src/engine/data/random';
import { runSearch, type SearchJob } from '../src/engine/decode/searchJob';
import { plainSearch } from '../src/engine/decode/searchOptions';
import { listParameters } from '../src/engine/nn/parameters';
import type { Feeds } from '../src/engine/runtime/session';
import { zeros } from '../src/engine/runtime/tensor';
import { nodeFiles } from '../src/engine/store/nodeFiles';
import { writeSafetensors } from '../src/engine/store/safetensors';
import { BOS, EOS } from '../src/engine/text/vocabulary';
import { createDecodingThreads, type Searcher } from '../src/engine/sequence/decodingThreads';
import { inParallel } from '../src/engine/sequence/inParallel';
import { drawParameters } from '../src/engine/train/parameterValues';
import { modelOf, openDesign, type SequenceDesign } from '../src/engine/sequence/sequenceDesign';
import { operatorShares } from './measure';

const VOCABULARY = 8000;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      threads: { type: 'string', default: '1' },
      sentences: { type: 'string', default: '200' },
      beam: { type: 'string', default: '5' },
      rows: { type: 'string', default: '320' },
      share: { type: 'boolean', default: false },
    },
  });
  const [threads, count, beam, rows] = [values.threads, values.sentences, values.beam, values.rows].map(Number);
  const [folder] = positionals;
  fs.mkdirSync(folder, { recursive: true });
  const design: SequenceDesign = {
    options: {
      ...{ type: 'transformer', width: 256, heads: 8, feedForward: 512, encoderLayers: 3, decoderLayers: 3 },
      ...{ norm: 'pre', positions: 'sinusoidal', activation: 'relu', dropout: 0.1, tieEmbeddings: true },
    },
    context: {
      ...{ sourceVocabulary: VOCABULARY, targetVocabulary: VOCABULARY, shared: true },
      ...{ longest: 81, padding: 'after' },
    },
  };
  const model = modelOf(design);
  const random = createRandom({ seed: 1, stream: 'beam benchmark' });
  const parameters: Feeds = Object.fromEntries(
    listParameters(model.parameters).map(([name, { shape }]) => [name, zeros('float32', shape)]),
  );
  drawParameters(model.parameters, parameters, () => random.uniform());
  // Lengths as in Multi30k: 13 words on average.
  const sources = Array.from({ length: count }, () => {
    const length = 6 + Math.floor(random.uniform() * 8) + Math.floor(random.uniform() * 8);
    const words = Array.from({ length }, () => 4 + Math.floor(random.uniform() * (VOCABULARY - 4)));
    return Int32Array.from([...words, EOS]);
  });
  const longest = sources.map(({ length }) => length);
  const shortest = 6;
  const order = [...sources.keys()].sort((a, b) => sources[a].length - sources[b].length || a - b);

  const profiles = fs.mkdtempSync(path.join(os.tmpdir(), 'translation-beam-'));
  const settings = { device: 'cpu' as const, threads };
  const profiled = values.share ? { ...settings, profilePrefix: path.join(profiles, 'profile') } : settings;
  const session = openDesign(design, profiled, parameters);
  const decoder = session.decoder(parameters);
  const threadFile = path.join(__dirname, '../decodingThread.js');
  const helping = createDecodingThreads({ threadFile, threads, design, parameters });
  // As many batches as are needed, all of one size.
  const batch = Math.ceil(count / Math.ceil(count / Math.floor(rows / beam)));
  const groups = Array.from({ length: Math.ceil(count / batch) }, (_, i) => order.slice(i * batch, (i + 1) * batch));
  const several = values.share ? [] : helping.searchers(groups.length);
  const searchers: Searcher[] = several.length > 0 ? several : [(job) => runSearch(decoder, job)];
  const search = async (group: readonly number[], searcher: Searcher): Promise<number[][]> => {
    const job: SearchJob = {
      sources: group.map((i) => sources[i]),
      search: { ...plainSearch, beam, lengthPenalty: 0.6, minLength: shortest },
      longest: group.map((i) => longest[i]),
    };
    return (await searcher(job, false)).map(({ outputs: [output] }) => [...output.tokens]);
  };
  for (const searcher of searchers) await search([0, 1, 2, 3], searcher); // warm
  const outputs: number[][] = [];
  const start = performance.now();
  const before = process.cpuUsage();
  await inParallel(groups.reverse(), searchers, async (group, searcher) => {
    (await search(group, searcher)).forEach((output, place) => (outputs[group[place]] = output));
  });
  const { user, system } = process.cpuUsage(before);
  const wallMs = performance.now() - start;
  await helping.release();
  await session.release();

  const tensors = new Map(Object.entries(parameters).map(([name, { shape, data }]) => [name, { shape, data }]));
  writeSafetensors(nodeFiles, path.join(folder, 'model.safetensors'), tensors as never);
  const problem = { bos: BOS, eos: EOS, beam, batch, lengthPenalty: 0.6, shortest, longest };
  fs.writeFileSync(
    path.join(folder, 'problem.json'),
    JSON.stringify({ ...problem, sources: sources.map((source) => [...source]) }),
  );
  fs.writeFileSync(path.join(folder, 'outputs.json'), JSON.stringify(outputs));
  console.log(
    JSON.stringify({
      name: 'nlp-lab-beam',
      ...{ threads, sentences: count, beam, tokens: outputs.reduce((sum, { length }) => sum + length, 0) },
      ...{ wallMs, cpuMs: (user + system) / 1000 },
      ...(values.share ? { operators: operatorShares(profiles) } : {}),
    }),
  );
}

void main();
