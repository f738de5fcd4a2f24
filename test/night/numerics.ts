// The same bits whatever the number of threads (promise N5), and small tasks that are learned from every seed (promise N9).
//
// npm run test:numerics -- [--steps 500] [--repeats 3] [--seeds 5]
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { nodeFiles } from '../../src/engine/store/nodeFiles';
import { readSafetensors } from '../../src/engine/store/safetensors';
import { inLab } from '../engine/calls/support/lab';
import { outputsOf } from '../engine/calls/support/asked';
import {
  adam,
  DECODER,
  experiment,
  RECURRENT,
  reportOf,
  type Settings,
  trained,
  TRANSFORMER,
  writePairs,
} from '../engine/calls/support/reversals';
import { classifierBits } from '../engine/train/support/classifierBits';
import { randomNumbers } from '../faults/randomNumbers';
import { prove } from './prove';

const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: '500' },
    repeats: { type: 'string', default: '3' },
    seeds: { type: 'string', default: '5' },
  },
});
const seeds = Array.from({ length: Number(values.seeds) }, (_, i) => i + 1);

async function sameBits(): Promise<string> {
  const [steps, repeats] = [Number(values.steps), Number(values.repeats)];
  const hashes = new Set<string>();
  for (let repeat = 0; repeat < repeats; repeat++)
    for (const threads of [1, 2, 4, 8])
      hashes.add(
        createHash('sha256')
          .update(await classifierBits(threads, steps))
          .digest('hex'),
      );
  assert.equal(hashes.size, 1, `${hashes.size} different results`);
  return `${repeats} times ${steps} steps with 1, 2, 4 and 8 threads: one result`;
}

/** The least share of 200 new sequences that is turned around rightly, over all seeds. */
async function reverses(type: string, model: Settings): Promise<string> {
  const shares: number[] = [];
  for (const seed of seeds)
    await inLab(async (lab) => {
      writePairs(lab, model === RECURRENT ? 1600 : 3200);
      const [learningRate, warmupSteps] = model === RECURRENT ? [0.008, 0] : [0.004, 50];
      const training = { epochs: 6, optimizer: adam(learningRate), schedule: { type: 'cosine', warmupSteps } };
      const report = reportOf(await trained(lab, experiment(type, model, training, { seed })));
      const right = outputsOf(report).filter(({ reference, output }) => reference === output).length;
      shares.push(right / report.count);
    });
  assert.ok(Math.min(...shares) >= 0.95, shares.join(' '));
  return `${shares.length} of ${seeds.length} seeds, the least turns ${(100 * Math.min(...shares)).toFixed(1)} % around`;
}

const TOPICS = ['바다 파도 배 항구 갈매기 sea ship', '산 숲 나무 길 바위 hill tree'].map((words) => words.split(' '));

/** Words of one topic are nearer to each other than to those of the other. */
async function tellsTopics(model: Settings): Promise<string> {
  const margins: number[] = [];
  for (const seed of seeds)
    await inLab(async (lab) => {
      const random = randomNumbers(seed);
      const line = (): string => {
        const words = random.pick(TOPICS);
        return Array.from({ length: 3 + random.below(9) }, () => random.pick(words)).join(' ');
      };
      lab.write('corpus.txt', Array.from({ length: 3000 }, line).join('\n'));
      const folder = await trained(lab, {
        ...{ name: 'words', task: 'embedding', data: { train: 'corpus.txt' }, tokenizer: 'whitespace', seed },
        model: { dimensions: 10, minCount: 2, threads: 1, ...model },
        training: { epochs: model.type === 'glove' ? 30 : 5 },
      } as unknown as Parameters<typeof trained>[1]);
      const { tensors } = readSafetensors(nodeFiles, path.join(folder, 'vectors.safetensors'));
      const words = new TextDecoder().decode(tensors.get('words')?.data as Uint8Array).split('\n');
      const rows = tensors.get('vectors')?.data as Float32Array;
      const row = (word: string): Float32Array =>
        rows.subarray(10 * words.indexOf(word), 10 * words.indexOf(word) + 10);
      const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, d) => sum + value * b[d], 0);
      const cosine = (a: string, b: string): number =>
        dot(row(a), row(b)) / Math.sqrt(dot(row(a), row(a)) * dot(row(b), row(b)));
      const mean = (of: number[]): number => of.reduce((a, b) => a + b, 0) / of.length;
      const [sea, hill] = TOPICS;
      const within = sea.flatMap((a) => sea.filter((b) => b !== a).map((b) => cosine(a, b)));
      const across = sea.flatMap((a) => hill.map((b) => cosine(a, b)));
      margins.push(mean(within) - mean(across));
    });
  assert.ok(Math.min(...margins) > 0.3, margins.join(' '));
  return `${margins.length} of ${seeds.length} seeds, words of a topic are nearer by ${Math.min(...margins).toFixed(2)} or more`;
}

void prove(1, {
  'the same bits': sameBits,
  'gru turns sequences around': () => reverses('gru', RECURRENT),
  'lstm turns sequences around': () => reverses('lstm', RECURRENT),
  'transformer turns sequences around': () => reverses('transformer', TRANSFORMER),
  'decoder-only turns sequences around': () => reverses('decoder-only', DECODER),
  'word2vec tells topics apart': () => tellsTopics({ type: 'word2vec' }),
  'glove tells topics apart': () => tellsTopics({ type: 'glove', xMax: 10 }),
  'fasttext tells topics apart': () => tellsTopics({ type: 'fasttext' }),
});
