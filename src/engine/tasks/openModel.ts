// What a trained model can be asked, whatever its task. Views and commands see no more of it than this.

import type { NetworkTrace, TraceQuestion } from '../../protocol/network';
import type { Answer, AskRequest } from '../../protocol/answer';
import type { AttentionReply, AttentionRequest } from '../../protocol/attention';
import type { AttributionReply, AttributionRequest } from '../../protocol/attribution';
import type { ExplainReply } from '../../protocol/explanation';
import type { JudgeRequest } from '../../protocol/report';
import type { TextPooling, TextsSource, TextVectors } from '../../protocol/textVectors';
import type { LoadedExamples } from '../data/examples';
import type { SavingOptions } from '../embeddings/classifier/writeClassifier';
import type { LanguageModel } from '../language/languageModel';
import type { JudgingContext } from '../train/preparedRun';
import type { Teaching } from '../train/teaching';
import type { JudgedPart } from '../metrics/judgedPart';
import type { ExportedModel } from './exportedModel';
import type { LearnedNetwork } from './portableNetwork';

export type Asked = Omit<AskRequest, 'folder' | 'checkpoint'>;
export type Attended = Omit<AttentionRequest, 'folder' | 'checkpoint'>;
export type Attributed = Omit<AttributionRequest, 'folder' | 'checkpoint'>;
export type Judged = Omit<JudgeRequest, 'folder' | 'checkpoint'>;

export interface EmbeddingOptions extends Pick<JudgingContext, 'progress' | 'signal'> {
  /** Left out: the model's own. */
  pooling?: TextPooling;
}

interface EmbeddedData {
  /** At most so many examples; 0: all. */
  limit?: number;
  /** Of pairs that are read apart each text is an example, once, without a label. */
  singly?: boolean;
}

/**
 * Texts as vectors: what the encoder of a model makes of each. Fails with `INVALID_ARGUMENT` for a pooling that the model does not
 * have, with `NO_MEMORY` and with `CANCELLED`.
 */
export interface TextEmbedding {
  /** Those that the model has, its own first. */
  readonly poolings: readonly TextPooling[];
  /** In which the experiment has its texts: one, or both of pairs. */
  readonly columns: readonly string[];
  /** Of what a person wrote, in that order; of pairs with a tab between the two. */
  texts(texts: readonly string[], options: EmbeddingOptions): Promise<TextVectors>;
  /**
   * Of a file's texts, or of a part of the run's own data, with the examples that they are. A label that is not known is ''. Fails
   * also as reading them does.
   */
  data(source: TextsSource, options: EmbeddingOptions & EmbeddedData): Promise<TextVectors & LoadedExamples>;
}

/** The examples of a part, and how like each of them is to a text. */
export interface ComparedExamples extends LoadedExamples {
  /** The cosine of the vectors, `[examples]`. @param texts of one example, cleaned */
  similaritiesTo(texts: readonly string[]): Float64Array;
}

/** Texts are given as a person wrote them: each is cleaned by the experiment's steps first. */
export interface OpenModel {
  /** An answer for each text. Fails with `INVALID_ARGUMENT` for what this model does not do, and with `CANCELLED`. */
  ask(request: Asked, context: JudgingContext): Promise<Answer[]>;
  /** Answers data whose right answers are known. Fails as reading such data does, and with `CANCELLED`. */
  judge(request: Judged, context: JudgingContext): Promise<JudgedPart>;
  /** What tokens look at. Fails with `INVALID_ARGUMENT` where the model pays no attention. */
  attend(request: Attended, context: JudgingContext): Promise<AttentionReply>;
  /** The share of each token of a text in what the model answers. Fails with `INVALID_ARGUMENT` and with `CANCELLED`. */
  attribute(request: Attributed, context: JudgingContext): Promise<AttributionReply>;
  /** One forward pass, tensor by tensor; of neural models. Fails with `INVALID_ARGUMENT` for what this model does not read. */
  trace?(question: TraceQuestion, context: Pick<JudgingContext, 'signal'>): Promise<NetworkTrace>;
  /** The features that speak most for each class. Fails with `INVALID_ARGUMENT` where features cannot be told apart. */
  explain(most: number): ExplainReply['classes'];
  /** How probable texts are, and what may follow them; of language models (see the abilities `continue` and `score`). */
  readonly language?: LanguageModel;
  /** What another model can learn from it; not there where it has no shares to tell. */
  readonly teaching?: Teaching;
  /** Texts as vectors; not there where a model makes none of whole texts (see the ability `embed`). */
  readonly embedding?: TextEmbedding;
  /**
   * The training part to be compared with texts by the weights of their terms; of models that give texts such weights and no vector of
   * an encoder. Fails as reading the data does.
   */
  compareByTerms?(context: Pick<JudgingContext, 'progress' | 'signal'>): Promise<ComparedExamples>;
  /** Writes the model as a file that other programs read, and returns its bytes; not there where no program knows such models. */
  save?(file: string, options: SavingOptions): Promise<number>;
  /** The model as graphs that other programs run; not there where it is none. */
  graphs?(): ExportedModel;
  /** The network as other programs build it anew; not there where it is none. */
  network?(): LearnedNetwork;
  release(): Promise<void>;
}
