// A neural language model as the trainer sees it: batches of windows, and figures on the validation text.

import { bernoulliMask } from '../../data/bernoulliMask';
import { createRandom, hashText } from '../../data/random';
import { judgePart } from '../../language/scoreTexts';
import { createNetworkSession, type NetworkSession } from '../../language/networkSession';
import { readWritten } from '../../custom/openWritten';
import { requireCausal } from '../../custom/requireCausal';
import {
  createLanguageNetwork,
  languageNetworkFamilyOf,
  type LanguageNetworkOptions,
} from '../../models/language/createLanguageNetwork';
import { languageLoss } from '../../models/language/languagePrograms';
import type { Feeds, SessionSettings } from '../../runtime/session';
import { tensor } from '../../runtime/tensor';
import { prepareNeural } from '../../train/neuralRun';
import type { NeuralTask } from '../../train/neuralTask';
import type { PreparedRun, PrepareOptions } from '../../train/preparedRun';
import { withPretrained } from '../../train/pretrained';
import type { TrainerTask } from '../../train/trainer';
import { stepPlan } from '../texts/stepPlan';
import type { AroundModel } from './aroundModel';
import { scoredText, type ScoredText } from './judgedText';
import { prepareLanguageCorpus, type LanguageCorpus } from './languageCorpus';
import { figuresOf, languagePart } from './languagePart';
import type { JudgedText } from './partWriter';
import { drawnTokens, requireTokens, startingBiases, type DrawnTokens } from './drawnTokens';
import { prepareLessons } from '../distill/lessons';
import { besideLayers } from './besideLayers';
import { languageLessons } from './languageLessons';
import { languageMaterial } from './languageMaterial';
import { languageTeacher } from './languageTeacher';
import { simpleNgrams } from './ngrams/simpleNgrams';
import { seenAs } from './seenText';
import { typedWindow } from './typedWindow';
import { randomWindows, streamWindows, type Windows } from './windows';

export const prepareNeuralLanguage = (
  model: LanguageNetworkOptions,
  options: PrepareOptions<AroundModel>,
): Promise<PreparedRun> =>
  prepareNeural(options, async () => {
    const family = languageNetworkFamilyOf(model);
    const own = await readWritten(family, options.baseFolder);
    const { uniform } = createRandom({ seed: options.experiment.seed, stream: 'looks back' });
    if (own.written && family.written) await requireCausal(own.written, family.written.file, uniform);
    const corpus = await prepareLanguageCorpus(options);
    try {
      return await neuralLanguage(model, { corpus, own }, options);
    } catch (error) {
      corpus.close();
      throw error;
    }
  });

async function neuralLanguage(
  model: LanguageNetworkOptions,
  { corpus, own }: { corpus: LanguageCorpus; own: Awaited<ReturnType<typeof readWritten>> },
  options: PrepareOptions<AroundModel>,
): Promise<NeuralTask> {
  const { experiment, signal, progress } = options;
  const { seed, training, evaluation, tokenizer } = experiment;
  const { text, train, validation, test } = corpus;
  const { context, batchSize: size } = training;
  const vocabulary = text.vocabulary.tokens.length;
  const network = createLanguageNetwork(model, { vocabulary, context, written: own.written });
  const carries = Object.keys(network.states).length > 0;
  const windows = carries ? streamWindows(train, { context, size }) : randomWindows(train, { context, size, seed });
  const { batches, length } = stepPlan(windows, training);
  const { distill } = training;
  const seen = seenAs(network.longest, evaluation.stride);
  const judging = { seed, seen, lowercase: tokenizer.lowercase };
  const learnsStates = distill?.states !== undefined;
  const lessons =
    distill &&
    (await prepareLessons(distill, languageLessons({ corpus, kept: distill.tokens, judging, learnsStates }), options));
  requireTokens(training.outputLayer, vocabulary, ['training', 'outputLayer']);
  const drawn = drawnTokens(train, training.outputLayer, { vocabulary, seed });
  const teacherOf = lessons && languageTeacher(lessons, distill.tokens, vocabulary);

  let session: NetworkSession | undefined;
  const judged = (
    part: JudgedText,
    parameters: Feeds,
    settings: SessionSettings,
    phase?: string,
  ): Promise<ScoredText> => {
    session ??= createNetworkSession(network, vocabulary, settings);
    const { begin } = text;
    const running = session;
    return scoredText(part, (told) =>
      judgePart(
        running,
        parameters,
        { part, begin },
        {
          ...{ told, signal, stride: evaluation.stride || context },
          progress: (fraction) => phase !== undefined && progress({ phase, fraction }),
        },
      ),
    );
  };

  const task: NeuralTask = {
    parameters: startingBiases(network.parameters, training.outputLayer),
    loss: (parameters) =>
      languageLoss(network, parameters, size, { taught: lessons?.taught, layer: training.outputLayer }),
    length,
    labels: [],
    documents: { ...corpus.documents, ...own.documents },
    hashes: { ...own.hashes, ...corpus.hashes },
    notices: corpus.notices,
    largestBatch: new Map([['time', context]]),
    hasTest: test !== undefined,
    words: { names: { ids: text.vocabulary.tokens, labels: text.vocabulary.tokens } },
    material: () =>
      languageMaterial({ parts: { train, validation, test }, begin: text.begin, context, batchSize: size, carries }),
    trainerTask: (settings) => ({
      ...batchesOf(windows, { batches, seed, carries, teacherOf, drawn }),
      typed: ({ text: typed }) => Promise.resolve(typedWindow(text, typed, { context, size, carries })),
      validate: async (parameters) => validation && figuresOf(await judged(validation, parameters, settings)),
    }),
    async judge(parameters, settings) {
      const part = test ?? validation;
      if (!part) return undefined;
      const scored = await judged(part, parameters, settings, 'Evaluating');
      const source = test ? 'test' : 'validation';
      const beside = await simpleNgrams({ corpus, part, progress, signal });
      return languagePart(scored, { ...judging, source, beside });
    },
    async release() {
      corpus.close();
      await session?.release();
    },
  };
  const layer = { parameter: 'embedding.weight', tokens: text.vocabulary.tokens, key: ['model', 'pretrained'] };
  const compared = besideLayers(task, { experiment, train, windows, vocabulary });
  return withPretrained(
    lessons ? lessons.of(compared) : compared,
    [{ ...layer, pretrained: model.pretrained }],
    options,
  );
}

interface BatchReading {
  batches: number;
  seed: number;
  carries: boolean;
  /** The scores of a teacher for a batch. */
  teacherOf?: ReturnType<typeof languageTeacher>;
  drawn?: DrawnTokens;
}

/** Batches follow from their number alone, masks from the seed and the number of the gradient. */
function batchesOf(
  windows: Windows,
  { batches, seed, carries, teacherOf, drawn }: BatchReading,
): Pick<TrainerTask, 'batches' | 'batch' | 'masks'> {
  return {
    batches,
    batch(epoch, index) {
      const number = epoch * batches + index;
      const batch = windows.batch(number);
      const { ids, labels, time, size, continues } = batch;
      const shape = [time, size];
      const feeds = { ids: tensor('int32', shape, ids), labels: tensor('int32', shape, labels) };
      const states = carries && { continues: tensor('float32', [], [continues ? 1 : 0]) };
      const more = { ...teacherOf?.(batch), ...drawn?.feeds(batch, number) };
      return { feeds: { ...feeds, ...states, ...more }, examples: time * size, tokens: time * size };
    },
    masks: (draw) => (out, keep, stream) => bernoulliMask(out, keep, seed, draw, hashText(stream)),
  };
}
