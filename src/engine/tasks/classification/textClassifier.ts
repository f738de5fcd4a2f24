// A trained classifier, whatever its family: labels and shares for texts, the tokens it saw.

import type { AttentionMap } from '../../../protocol/attention';
import type { NetworkTrace } from '../../../protocol/network';
import type { TextExplanation } from '../../../protocol/explanation';
import type { SavingOptions } from '../../embeddings/classifier/writeClassifier';
import type { ExplainedText } from '../../explain/explainedText';
import type { Analyser } from '../../text/tokenizers/analysers/analyser';
import type { SparseRows } from '../../text/vectorizers/sparseRows';
import type { ExportedModel } from '../exportedModel';
import type { LearnedNetwork } from '../portableNetwork';
import type { RunParts } from '../task';
import type { ExampleVectors } from '../texts/exampleVectors';
import type { AnswerOptions, GivenTexts, SeenTokens } from '../texts/openTexts';
import type { AroundModel } from './aroundModel';

/** Texts are given as cleaned by the experiment's steps. */
export interface TextClassifier {
  /** False where the shares of the classes are scores made from margins, which no one has calibrated. */
  readonly givesProbabilities: boolean;
  /** By label, from what probability on it is given; of models that may give a text several labels. */
  readonly thresholds?: Float32Array;
  /** What the logits are divided by, of a calibrated model. */
  readonly temperature?: number;
  /** Natural logarithms of the classes' shares, `[examples, classes]`; where there are thresholds, each of its own. Fails with `CANCELLED`. */
  classify: (examples: readonly GivenTexts[], options?: AnswerOptions) => Promise<Float32Array>;
  tokensOf: (texts: GivenTexts) => SeenTokens;
  /** How the tokens of a text look at each other, every layer and head; undefined of models in which they do not. */
  attend?: (texts: GivenTexts) => Promise<AttentionMap[] | undefined>;
  /** One forward pass, its answers named; of neural models. */
  trace?: (texts: GivenTexts, classes: readonly string[]) => Promise<NetworkTrace>;
  /** Texts as vectors; of models that make one of a whole text. */
  readonly vectors?: ExampleVectors;
  /** A text that is to be explained; its scores are those of the labels. */
  explained: (texts: GivenTexts) => ExplainedText;
  /** The weights of the terms of texts, as the model is given them; of models that weigh terms. */
  terms?: (texts: readonly string[]) => SparseRows;
  /** Which features speak for and against a class in a text; of models whose features can be told apart. */
  explain?: (texts: GivenTexts, classIndex: number) => TextExplanation;
  /** By class, the features that speak most for it; of models whose features can be told apart. */
  strongest?: (count: number) => { feature: string; weight: number }[][];
  /**
   * Writes the model as a file of the program that made models of its kind known, and returns its bytes; of families that have one.
   * Fails as `streamFileAtomically` and with `CANCELLED`.
   */
  save?: (file: string, options: SavingOptions) => Promise<number>;
  /** Its graphs, which give natural logarithms of the labels' shares as `logProbabilities`; of families that are graphs. */
  graphs?: () => ExportedModel;
  /** The network as other programs build it anew; of networks. */
  network?: () => LearnedNetwork;
  release: () => Promise<void>;
}

/** What a family opens a classifier from. */
export interface ClassifierParts extends Pick<RunParts<never>, 'record' | 'checkpoint' | 'read'> {
  experiment: AroundModel;
  /** Where the tokenizer cuts by morphemes. */
  analyser?: Analyser;
}
