// The trained model of a run that answers texts: tokenizer, model and parameters, checked against each other.

import path from 'node:path';
import type { TextCut } from '../../../protocol/answer';
import type { AttentionMap } from '../../../protocol/attention';
import type { NetworkTrace } from '../../../protocol/network';
import { specialsInText } from '../../../protocol/tokenizer';
import { writtenOfRun } from '../../custom/openWritten';
import { makeBatch, type Batch } from '../../data/batches';
import type { ExplainedText, PlacedToken, TextAttention } from '../../explain/explainedText';
import type { CountedTokens } from '../../data/unknownTokens';
import type { Classifier, Inference } from '../../models/classifier';
import { classifierAttention } from '../../models/classifierPrograms';
import type { EncoderContext } from '../../models/encoders/encoder';
import type { ReadingModel } from '../../models/textClassifier';
import { deviceOrCpu } from '../../runtime/device';
import { threadsOf } from '../../runtime/machine';
import { releaseAll } from '../../runtime/release';
import { compile, type Feeds } from '../../runtime/session';
import type { Tensor } from '../../runtime/tensor';
import { runFiles } from '../../store/runFolder';
import type { Analyser } from '../../text/tokenizers/analysers/analyser';
import { parseTokenizer } from '../../text/tokenizerFile';
import { CLASSES, traceForward } from '../../trace/traceForward';
import { finishTraining } from '../../text/trainers/training';
import { PAD, specialTokens } from '../../text/vocabulary';
import { storedParameters } from '../../train/parameterValues';
import type { RunParts } from '../task';
import { writtenModelOf } from '../writtenModel';
import type { AroundTexts } from './aroundTexts';
import type { ExportedModel } from '../exportedModel';
import type { LearnedNetwork } from '../portableNetwork';
import { exampleVectors, type ExampleVectors } from './exampleVectors';
import { textExplainer } from './explainedTexts';
import { isSeparator, seenTokens } from './seenTokens';
import { portableTexts } from './portableTexts';
import { textFacts, textGraphs } from './textGraphs';
import { batchFeeds, createTextSession, encodeExamples, readsOf, unknownInExamples } from './textSession';

/** What an example is to a model; the texts of a pair with a separator between them. */
export interface SeenTokens {
  tokens: string[];
  /** Those that the model does not know. */
  unknown: boolean[];
  /** Where the example is longer than the model reads. */
  cut?: TextCut;
}

export interface AnswerOptions {
  signal?: AbortSignal;
  /** Called for each example with the attention to its tokens, where the model pays any. */
  attention?: (example: number, weights: number[]) => void;
  /** Told once how much of the texts the model does not know. */
  unknown?: (found: CountedTokens) => void;
}

/** The texts of an example, as cleaned by the experiment's steps. */
export type GivenTexts = readonly string[];

export interface OpenTexts {
  readonly parameters: Feeds;
  /** `[examples, width]` of the program's answers. Fails with `CANCELLED`. */
  answers(examples: readonly GivenTexts[], options?: AnswerOptions): Promise<Float32Array>;
  /** How tokens look at each other, every layer and head; undefined of models in which they do not. */
  attend(texts: GivenTexts): Promise<AttentionMap[] | undefined>;
  /** One forward pass. @param classes names of the answers */
  trace(texts: GivenTexts, classes: readonly string[]): Promise<NetworkTrace>;
  tokensOf(texts: GivenTexts): SeenTokens;
  readonly vectors: ExampleVectors;
  /** The model as it is asked, and as it makes vectors of texts, for other programs. @param answers what its answers are called there */
  graphs(answers: string): ExportedModel;
  /** The model as other programs build it anew. */
  network(): LearnedNetwork;
  /** The texts of one example, to be explained. */
  explained(texts: GivenTexts): ExplainedText;
  release(): Promise<void>;
}

interface TextModelParts extends Pick<RunParts<never>, 'record' | 'checkpoint' | 'read'> {
  experiment: AroundTexts;
  model: ReadingModel;
  /** Where the tokenizer cuts by morphemes. */
  analyser?: Analyser;
}

/** What is asked of a model: its answers, and the scores that they follow from, [batch, width]. */
interface TextPrograms {
  inference: (model: Classifier) => Inference;
  scores: (model: Classifier) => Inference['answers'];
}

/** Fails with `INVALID_FILE` where the run's files do not belong together. */
export async function openTexts(
  { record, experiment, model: options, checkpoint, read, analyser }: TextModelParts,
  createModel: (sizes: Pick<EncoderContext, 'vocabulary' | 'written' | 'padding'>) => Classifier,
  { inference, scores }: TextPrograms,
): Promise<OpenTexts> {
  const { training } = experiment;
  const opened = checkpoint();
  const { text, file } = read(runFiles.tokenizer);
  const { tokenizer, vocabulary } = parseTokenizer(text, file, {
    analyser,
    specialTokens: specialsInText(experiment.tokenizer),
  });
  const written = writtenOfRun(writtenModelOf(options), record.baseFolder, read);
  const model = createModel({ vocabulary: vocabulary.tokens.length, written });
  const reads = readsOf(model);
  const stored = path.join(opened.folder, 'model.safetensors');
  const parameters = storedParameters(model.parameters, opened.checkpoint.model, stored);
  const device = await deviceOrCpu(experiment.runtime.device ?? 'cpu');
  const settings = { device, threads: threadsOf(experiment.runtime.threads) };
  const session = await createTextSession(reads, inference(model), settings);
  const encode = (examples: readonly GivenTexts[]) =>
    finishTraining(
      encodeExamples(
        examples.map((texts) => ({ texts })),
        reads,
        { tokenizer, vocabulary, training },
      ),
    );

  const vectors = exampleVectors(model, { parameters, training, settings, encode });
  const reading = { tokenizer, vocabulary, reads, training };
  const explainer = textExplainer({ scores: () => scores(model), reads, parameters, training, settings });
  let isAttending: boolean | undefined;
  const attends = (): boolean =>
    (isAttending ??= inference(model).weights !== undefined || classifierAttention(model) !== undefined);

  const open: OpenTexts = {
    ...{ parameters, vectors },
    graphs: (name) => textGraphs(name, { experiment, model, inference, parameters, tokenizer: { text, file } }),
    network: () => ({
      ...portableTexts({
        ...{ options, vocabulary: vocabulary.tokens.length, longest: training.maxLength },
        model: createModel({ vocabulary: vocabulary.tokens.length, written, padding: 'after' }),
      }),
      ...{ learned: parameters, cleaning: experiment.clean, facts: { texts: textFacts(experiment, reads) } },
      tokenizers: { tokenizer: { text, file, specialTokens: specialsInText(experiment.tokenizer) } },
    }),
    async answers(examples, { signal, attention, unknown } = {}) {
      const encoded = encode(examples);
      unknown?.(unknownInExamples(encoded, reads));
      let all = new Float32Array(0);
      await session.run(
        parameters,
        encoded,
        training,
        (batch, rows, weights) => {
          const width = rows.length / batch.size;
          if (all.length === 0) all = new Float32Array(examples.length * width);
          batch.examples.forEach((example, row) => {
            all.set(rows.subarray(row * width, (row + 1) * width), example * width);
            if (!weights || !attention) return;
            const weightsOf = (side: number): number[] => {
              const column = row * batch.texts + side;
              const length = batch.lengths[column];
              const first = training.padding === 'after' ? 0 : batch.time - length;
              return Array.from({ length }, (_, t) => weights[(first + t) * batch.size * batch.texts + column]);
            };
            const sides = Array.from({ length: batch.texts }, (_, side) => weightsOf(side));
            attention(example, between(sides, 0)); // the separator was not read
          });
        },
        signal,
      );
      return all;
    },
    async attend(texts) {
      const found = classifierAttention(model);
      if (!found) return undefined;
      const program = await compile(found, settings, 'inference');
      try {
        const batch = makeBatch(encode([texts]), Int32Array.of(0), training);
        const layers = await program.run({ ...parameters, ...batchFeeds(batch, training.padding, reads) });
        return Object.keys(found).flatMap((name, layer) => mapsOf(layers[name], layer, batch.lengths[0]));
      } finally {
        await program.release();
      }
    },
    async trace(texts, classes) {
      const batch = makeBatch(encode([texts]), Int32Array.of(0), training, reads.apart);
      const { tokens, cut } = seenTokens(texts, reading);
      const network = await traceForward({
        ...{ outputs: Object.values(inference(model)), specs: model.parameters, parameters, settings },
        feeds: batchFeeds(batch, training.padding, reads),
        labels: { time: stepLabels(tokens, batch, training.padding), [CLASSES]: classes },
      });
      return { ...network, ...(cut ? { cut } : {}) };
    },
    tokensOf(texts) {
      const { tokens, cut } = seenTokens(texts, reading);
      return {
        ...{ tokens: tokens.map(({ token }) => token), unknown: tokens.map(({ isUnknown }) => isUnknown) },
        ...(cut ? { cut } : {}),
      };
    },
    explained(texts) {
      const { tokens, cut } = seenTokens(texts, reading);
      return {
        ...explainer.of({ encoded: encode([texts]), tokens }),
        ...(cut ? { cut } : {}),
        ...(model.isCosine ? { caution: 'cosine' as const } : {}),
        ...(attends() ? { attention: () => attentionTo(texts, open, reads.apart > 1 ? tokens : []) } : {}),
      };
    },
    release: () => releaseAll([vectors, explainer, session]),
  };
  return open;
}

/** What stands at each step of a batch of one example, padding included; of texts side by side all that stand there. */
function stepLabels(
  tokens: readonly PlacedToken[],
  { lengths, time, texts }: Batch,
  padding: AroundTexts['training']['padding'],
): string[] {
  const sides = texts === 1 ? [tokens] : Array.from(lengths, (_, side) => tokens.filter(({ text }) => text === side));
  return Array.from({ length: time }, (_, step) =>
    sides
      .map((side) => side[padding === 'after' ? step : step - (time - side.length)]?.token ?? specialTokens[PAD])
      .join(' | '),
  );
}

/** @param apart tokens of texts that are read apart, with the separators that are not read; else none */
async function attentionTo(
  texts: GivenTexts,
  { answers, attend }: Pick<OpenTexts, 'answers' | 'attend'>,
  apart: readonly PlacedToken[],
): Promise<TextAttention> {
  let pooled: number[] = [];
  await answers([texts], { attention: (_, weights) => (pooled = weights) });
  const layers: Float32Array[][] = [];
  for (const { layer, weights } of (await attend(texts)) ?? []) (layers[layer] ??= []).push(weights);
  if (pooled.length === 0) return { layers };
  const sum = pooled.reduce((total, weight) => total + weight, 0); // each text that is read apart has 1
  return { layers, pooled: pooled.flatMap((weight, i) => (apart[i] && isSeparator(apart[i]) ? [] : [weight / sum])) };
}

/** Lists one behind the other, something between each two. */
const between = <T>(lists: readonly (readonly T[])[], separator: T): T[] =>
  lists.flatMap((list, i) => (i === 0 ? [...list] : [separator, ...list]));

/** The heads of a layer for a text alone in its batch, padding behind it cut off: [1, heads, time, time] */
export function mapsOf({ shape, data }: Tensor, layer: number, length: number): AttentionMap[] {
  const [, heads, time] = shape;
  return Array.from({ length: heads }, (_, head) => {
    const weights = new Float32Array(length * length);
    for (let row = 0; row < length; row++) {
      const from = (head * time + row) * time;
      weights.set((data as Float32Array).subarray(from, from + length), row * length);
    }
    return { kind: 'encoder', layer, head, rows: length, columns: length, weights };
  });
}
