// How the answers of a model of texts are learned and judged: what differs between labels, several labels and numbers. The
// rest of a run (texts, batches, checkpoints) knows none of them.

import type { Metrics } from '../../../protocol/run';
import type { DataParts } from '../../data/dataParts';
import type { LabeledText } from '../../data/labeledText';
import type { CountedTokens } from '../../data/unknownTokens';
import type { JudgedPart } from '../../metrics/judgedPart';
import type { Classifier, Inference } from '../../models/classifier';
import type { EncoderContext } from '../../models/encoders/encoder';
import type { Bound, FlatParameters } from '../../nn/parameters';
import type { Feeds } from '../../runtime/session';
import type { Rows } from '../../text/rows';
import type { Tokenizer } from '../../text/tokenizer';
import type { TrainingMaterial } from '../../train/trainingMaterial';
import type { SimpleModel } from './besideTable';

export interface JudgingOptions {
  seed: number;
  /** How much of the texts the model does not know, where that was counted. */
  unknown?: CountedTokens;
  /** Beside which models the run is seen, where there are training texts to learn them from. */
  beside?: readonly SimpleModel[];
}

/** @template Answered a part of the data with what the model answered */
export interface Answering<Part, Answered> {
  /** Of a batch, whose `targets` are fed. */
  loss(model: Classifier, parameters: Bound<FlatParameters>): Inference['answers'];
  /** What the loss needs to know of some examples of a part. */
  targets(part: Part, examples: Int32Array): Feeds;
  /** The program that is asked: `answers` [batch, width], and `weights` with attention pooling. */
  inference(model: Classifier): Inference;
  /** @param answers `[examples, width]` @param source which part it is */
  answered(part: Part, answers: Float32Array, source: string): Answered;
  /** Those that are watched while training. @param parameters of the model, where it has numbers for its answers */
  figures(answered: Answered, parameters?: Feeds): Metrics;
  judged(answered: Answered, parameters: Feeds, options: JudgingOptions): JudgedPart;
  /** What costs nothing, beside the run. Fails with `CANCELLED`. */
  simpleModels(answered: Answered, tokenizer: Tokenizer, signal: AbortSignal): Promise<SimpleModel[]>;
  /**
   * Found when the training has ended: what the numbers are before, and what they become by the validation part; what is to be
   * said where there is none.
   */
  readonly found?: { before: Feeds; by(validation: Answered): Feeds; without?: string };
}

/** What a task reads, and how it is answered. */
export interface TextTask<Part extends { examples: Rows<LabeledText> }, Answered> {
  dataset: DataParts<Part>;
  /** Those of the training part that the vocabulary is made from; left out: all of them. */
  vocabularyOf?: Rows<LabeledText>;
  /** Names of the classes; none where there are no classes. */
  labels: string[];
  model(sizes: Pick<EncoderContext, 'vocabulary' | 'idf' | 'written'>): Classifier;
  answering: Answering<Part, Answered>;
  /** What the loss knows beside the batch, for programs elsewhere. */
  objective?: TrainingMaterial['objective'];
}
