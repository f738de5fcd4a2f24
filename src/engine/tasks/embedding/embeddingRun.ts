// A run of word vectors: the corpus becomes numbers, the numbers go through the kernels chunk by chunk, and what was learned
// is written to `vectors.safetensors`, also when the run is stopped. With one thread a resumed run ends in the same bits.

import { createHash } from 'node:crypto';
import path from 'node:path';
import type { EmbeddingExperiment } from './schema';
import { LabError } from '../../../protocol/labError';
import { hashFile } from '../../data/fileHash';
import { kernelBinary } from '../../embeddings/kernelModule';
import { joinPhrases } from '../../embeddings/phrases';
import { createStepTrainer, type StepTrainer } from '../../embeddings/stepTrainer';
import { requireCountable, threadsFor } from '../../embeddings/threadCount';
import { discardChunks, TokenWriter, type TokenChunks } from '../../embeddings/tokenStore';
import { selectWords, type TrainedWords } from '../../embeddings/trainedWords';
import { runFiles } from '../../store/runFolder';
import { openEmbeddingCorpus, type EmbeddingCorpus } from './embeddingCorpus';
import { writeEmbedding } from './embeddingFile';
import { planTrainee, type PlannedTrainee } from './embeddingTrainee';
import { followEmbedding } from './embeddingProgress';
import type { PreparedRun, PrepareOptions, RunPlace } from '../../train/preparedRun';
import type { TrainerResult } from '../../train/trainer';

type Options = PrepareOptions<EmbeddingExperiment> & {
  /** The bundled entry of training threads; beside the engine's own bundle when left out. */
  threadFile?: string;
};

/**
 * Reads the corpus, chooses the words, and plans the memory. Fails as `openEmbeddingCorpus`, `selectWords` and
 * `planTrainee`, and with `INVALID_EXPERIMENT` for more threads than cores.
 */
export async function prepareEmbeddingRun(options: Options): Promise<PreparedRun> {
  const { experiment, baseFolder, progress, signal, threadFile = path.join(__dirname, 'embeddingThread.js') } = options;
  const { model, training, seed } = experiment;
  const threads = threadsFor(model.threads);
  const { bytes } = kernelBinary(); // a machine without SIMD is told before the corpus is read
  progress({ phase: 'Reading' });
  const corpus = await openEmbeddingCorpus(experiment, { baseFolder, signal });
  const { trained, chunks } = await readCorpus(corpus, options);
  try {
    progress({ phase: 'Counting' });
    const planned = await planTrainee({ model, training, seed, threads, trained, chunks }, async (fraction) => {
      progress({ phase: 'Counting', fraction });
      await pause(signal);
    });
    const hashes: Record<string, string> = {};
    for (const file of corpus.files) hashes[path.relative(baseFolder, file)] = await hashFile(file);
    hashes.vocabulary = createHash('sha256').update(trained.words.join('\n')).digest('hex'); // last: a file is what to tell first
    return {
      settings: { device: 'cpu', threads },
      ...{ labels: [], hashes, notices: [...corpus.notices, ...noticesOf(trained)], hasTest: false },
      parameters: planned.parameters,
      epochs: training.epochs,
      documents: { [runFiles.tokenizer]: corpus.tokenizerFile(trained.words) },
      find: (place) =>
        trainIn(place, { experiment, planned, threads, threadFile, module: new WebAssembly.Module(bytes) }),
      release: () => Promise.resolve(planned.discard()),
    };
  } catch (error) {
    discardChunks(chunks);
    throw error;
  }
}

/** Lets messages through, so that a stop is heard. Fails with `CANCELLED`. */
async function pause(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  if (signal.aborted) throw new LabError('CANCELLED', 'The training was stopped before it began.');
}

async function readCorpus(
  corpus: EmbeddingCorpus,
  { experiment: { model }, signal }: Options,
): Promise<{ trained: TrainedWords; chunks: TokenChunks }> {
  const writer = new TokenWriter();
  try {
    for await (const block of corpus.sentences()) {
      for (const sentence of block) {
        for (const word of sentence) if (word.trim() !== '') writer.add(word);
        writer.endSentence();
      }
      await pause(signal);
    }
    if (model.phrases) await joinPhrases(writer, model.phrases, () => pause(signal));
    const { rowOf, ...trained } = selectWords(writer.words, writer.counts, model);
    return { trained, chunks: writer.finish(rowOf) };
  } catch (error) {
    writer.discard();
    throw error;
  }
}

function noticesOf({ words, counts, rawTokens }: TrainedWords): string[] {
  const known = counts.reduce((sum, count) => sum + count, 0);
  const share = ((100 * known) / rawTokens).toFixed(1);
  return [`${words.length} words have a vector; they are ${share} % of the ${rawTokens} words of the corpus.`];
}

interface Training {
  experiment: EmbeddingExperiment;
  planned: PlannedTrainee;
  threads: number;
  threadFile: string;
  module: WebAssembly.Module;
}

async function trainIn(place: RunPlace, training: Training): Promise<TrainerResult> {
  const { experiment, planned, threads, threadFile, module } = training;
  const trainee = planned.begin(place.checkpoint?.model);
  const { epochs, checkpointEverySteps: every } = experiment.training;
  const { stepsPerEpoch, task } = trainee;
  requireCountable(epochs * stepsPerEpoch);
  const follower = followEmbedding(place, { ...trainee, epochs, now: () => performance.now() / 1000 });
  const firstStep = place.checkpoint?.state.step ?? 0;
  let trainer: StepTrainer | undefined;
  try {
    trainer = createStepTrainer({ task, threads, firstStep, module, threadFile });
    for (let epoch = Math.floor(firstStep / stepsPerEpoch); epoch < epochs;) {
      const endOfEpoch = (epoch + 1) * stepsPerEpoch;
      const nextSave = every > 0 ? (Math.floor(trainer.step / every) + 1) * every : endOfEpoch;
      const state = await trainer.run({
        until: Math.min(endOfEpoch, nextSave),
        signal: place.signal,
        pause: (step) => {
          follower.tick(step);
          return follower.saveDue();
        },
      });
      if (trainer.step === endOfEpoch) follower.endEpoch(++epoch);
      const everyDue = every > 0 && state === 'done' && trainer.step === nextSave;
      const stopped = state === 'paused' && place.signal.aborted;
      if (stopped || (epoch < epochs && (everyDue || follower.saveDue()))) follower.save(trainer.step);
      if (stopped) {
        writeEmbedding(place.files, place.folder, trainee.learned());
        return { status: 'stopped', progress: follower.progress(trainer.step) };
      }
    }
    const reached = follower.progress(trainer.step);
    if (reached.metrics.pairs === 0) throw withoutPairsSeen();
    writeEmbedding(place.files, place.folder, trainee.learned());
    return { status: 'completed', progress: reached };
  } finally {
    await trainer?.close();
  }
}

/** Subsampling has left no two words beside each other. */
function withoutPairsSeen(): LabError {
  return new LabError(
    'INVALID_DATA',
    'The training saw no two words beside each other, so nothing was learned: frequent words are left out at random. ' +
      'Give more text, or set "model.subsample" to 0.',
    { key: ['model', 'subsample'] },
  );
}
