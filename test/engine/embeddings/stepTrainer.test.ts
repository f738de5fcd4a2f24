import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { createRandom } from '../../../src/engine/data/random';
import { kernelBinary } from '../../../src/engine/embeddings/kernelModule';
import { createStepTrainer, type StepTrainer } from '../../../src/engine/embeddings/stepTrainer';
import { type TokenChunks, TokenWriter } from '../../../src/engine/embeddings/tokenStore';
import { selectWords } from '../../../src/engine/embeddings/trainedWords';
import { initializeWordModel, matrixOf, planWordModel, type WordModel } from '../../../src/engine/embeddings/wordModel';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { createScratchFile, type ScratchFile } from '../../../src/engine/store/scratchFile';
import { createLossMeter, stepCount } from '../../../src/engine/embeddings/wordSteps';

/** Words of two topics that never meet: words of one must come out alike. */
function twoTopics() {
  const random = createRandom({ seed: 11, stream: 'topics' });
  const writer = new TokenWriter();
  for (let sentence = 0; sentence < 12_000; sentence++) {
    const topic = sentence % 2 === 0 ? 'cat' : 'sea';
    for (let at = 0; at < 8; at++) writer.add(`${topic}${random.integer(20)}`);
    writer.endSentence();
  }
  const selected = selectWords(writer.words, writer.counts, { minCount: 1, maxWords: 0 });
  return { trained: selected, chunks: writer.finish(selected.rowOf) };
}

const corpus = twoTopics();
const module = new WebAssembly.Module(kernelBinary().bytes);
let folder: string;
let threadFile: string;

/** The same corpus as where it does not fit in memory. */
function chunksOnDisk(): { chunks: TokenChunks; scratch: ScratchFile } {
  const { source, ...rest } = corpus.chunks;
  assert.ok(source.kind === 'memory');
  const scratch = createScratchFile(nodeFiles, 'test');
  scratch.append(new Uint8Array(source.tokens.buffer, source.tokens.byteOffset, source.tokens.byteLength));
  return { chunks: { ...rest, source: { kind: 'file', descriptor: scratch.descriptor } }, scratch };
}

function start(
  threads: number,
  firstStep = 0,
  vectors?: { input: Float32Array; output: Float32Array },
  chunks = corpus.chunks,
) {
  const options = {
    algorithm: 'skip-gram',
    dimensions: 16,
    window: 3,
    negative: 5,
    hierarchicalSoftmax: false,
  } as const;
  const model = planWordModel(corpus.trained, { ...options, subsample: 0, threads }).create();
  if (vectors) {
    matrixOf(model, model.input).set(vectors.input);
    matrixOf(model, model.output).set(vectors.output);
  } else initializeWordModel(model, 0.5, createRandom({ seed: 1, stream: 'vectors' }).uniform);
  const plan = { chunks, epochs: 3, learningRate: 0.05, finalLearningRate: 0.0001, seed: 1 };
  const task = { kind: 'words' as const, model, plan };
  const trainer = createStepTrainer({ task, threads, firstStep, module, threadFile });
  return { model, trainer, steps: stepCount(plan) };
}

const never = new AbortController().signal;
const finish = (trainer: StepTrainer, signal = never) =>
  trainer.run({ until: trainer.steps, pause: () => false, signal, tickMs: 1 });
const inputOf = (model: WordModel): Float32Array => matrixOf(model, model.input).slice();

/** Words of one topic are nearer to each other than to those of the other, by so much at least. */
function assertTopics({ rowFloats, ...model }: WordModel, margin = 0.5): void {
  const vectors = matrixOf({ rowFloats, ...model }, model.input);
  const cosine = (a: number, b: number): number => {
    let [ab, aa, bb] = [0, 0, 0];
    for (let d = 0; d < rowFloats; d++) {
      const [x, y] = [vectors[a * rowFloats + d], vectors[b * rowFloats + d]];
      ab += x * y;
      aa += x * x;
      bb += y * y;
    }
    return ab / Math.sqrt(aa * bb);
  };
  const { words } = corpus.trained;
  const same = (a: number, b: number): boolean => words[a].slice(0, 3) === words[b].slice(0, 3);
  const means = [true, false].map((wanted) => {
    const found = words.flatMap((_, a) =>
      words.flatMap((_, b) => (a < b && same(a, b) === wanted ? cosine(a, b) : [])),
    );
    return found.reduce((sum, value) => sum + value, 0) / found.length;
  });
  assert.ok(means[0] > means[1] + margin, `within ${means[0]}, across ${means[1]}`);
}

describe('training an embedding', () => {
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-threads-'));
    threadFile = path.join(folder, 'embeddingThread.js');
    esbuild.buildSync({
      ...{ entryPoints: ['src/engine/embeddings/thread.ts'], outfile: threadFile, bundle: true },
      ...{ platform: 'node', format: 'cjs', logLevel: 'silent' },
    });
  });
  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('with one thread gives the same bits again, and learns which words go together', async () => {
    const [first, second] = [start(1), start(1)];
    const loss = createLossMeter(first.model);
    assert.equal(await finish(first.trainer), 'done');
    assert.ok((loss() ?? Infinity) < 6 * Math.LN2, 'the loss has fallen below chance');
    await finish(second.trainer);
    assert.deepEqual(inputOf(first.model), inputOf(second.model));
    assertTopics(first.model);
  });

  it('goes on after a stop as if there had been none', async () => {
    const whole = start(1);
    await finish(whole.trainer);
    const stopping = new AbortController();
    const part = start(1);
    let ticks = 0;
    const state = await part.trainer.run({
      ...{ until: part.steps, signal: stopping.signal, tickMs: 0 },
      pause: () => {
        if (++ticks === 5) stopping.abort();
        return false;
      },
    });
    assert.equal(state, 'paused');
    assert.ok(part.trainer.step > 0 && part.trainer.step < part.steps);
    const vectors = { input: inputOf(part.model), output: matrixOf(part.model, part.model.output).slice() };
    const rest = start(1, part.trainer.step, vectors);
    assert.equal(await finish(rest.trainer), 'done');
    assert.deepEqual(inputOf(rest.model), inputOf(whole.model));
  });

  it('on several threads does every step once, pauses, goes on, and learns the same, from a file without a name', async () => {
    const { chunks, scratch } = chunksOnDisk();
    const { model, trainer, steps } = start(3, 0, undefined, chunks);
    const half = await trainer.run({ until: Math.floor(steps / 2), pause: () => false, signal: never });
    assert.equal(half, 'done');
    assert.equal(trainer.step, Math.floor(steps / 2));
    const paused = await trainer.run({ until: steps, pause: () => true, signal: never, tickMs: 1 });
    assert.ok(trainer.step <= steps && (paused === 'done') === (trainer.step === steps));
    assert.equal(await finish(trainer), 'done');
    assert.equal(trainer.step, steps);
    assertTopics(model, 0.1); // threads that meet in so few rows lose updates, now more, now less
    await trainer.close();
    scratch.close();
  });

  it('fails when a thread cannot be started, and closes', async () => {
    const good = threadFile;
    threadFile = path.join(folder, 'nowhere.js');
    const { trainer } = start(2);
    threadFile = good;
    await assert.rejects(finish(trainer), { message: /nowhere/ });
    await trainer.close();
  });
});
