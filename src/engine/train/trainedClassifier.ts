// A trained classifier opened from its run folder, whatever its family: labels and shares for texts, the tokens it saw.

import path from 'node:path';
import type { ClassificationExperiment, TrainedOnExamples } from '../../protocol/experiment';
import type { TextExplanation } from '../../protocol/explanation';
import { LabError } from '../../protocol/labError';
import type { RunRecord } from '../../protocol/run';
import type { AttentionMap } from '../../protocol/translation';
import { resolveExperiment } from '../experiment/parseExperiment';
import { openCheckpoint, type CheckpointName, type OpenedCheckpoint } from '../store/checkpoint';
import type { Files } from '../store/files';
import { runFiles } from '../store/runFolder';
import { readRecord } from '../store/runRecord';
import { readFileText } from '../store/wholeFile';
import type { Kiwi } from '../text/tokenizers/kiwi';

/** What a text is to the model. */
export interface SeenTokens {
  tokens: string[];
  /** Those that the model does not know. */
  unknown: boolean[];
}

export interface ClassifyOptions {
  signal?: AbortSignal;
  /** Called for each text with the attention to its tokens, where the model pays any. */
  attention?: (text: number, weights: number[]) => void;
}

/** Texts are given as cleaned by the experiment's steps. */
export interface TextClassifier {
  /** False where the shares of the classes are scores made from margins, which no one has calibrated. */
  readonly givesProbabilities: boolean;
  /** Natural logarithms of the classes' shares, `[texts, classes]`. Fails with `CANCELLED`. */
  classify: (texts: readonly string[], options?: ClassifyOptions) => Promise<Float32Array>;
  tokensOf: (text: string) => SeenTokens;
  /** How the tokens of a text look at each other, every layer and head; undefined of models in which they do not. */
  attend?: (text: string) => Promise<AttentionMap[] | undefined>;
  /** Which features speak for and against a class in a text; of models whose features can be told apart. */
  explain?: (text: string, classIndex: number) => TextExplanation;
  /** By class, the features that speak most for it; of models whose features can be told apart. */
  strongest?: (count: number) => { feature: string; weight: number }[][];
  release: () => Promise<void>;
}

export interface TrainedClassifier extends TextClassifier {
  record: RunRecord;
  experiment: ClassificationExperiment;
  /** Tells when a damaged checkpoint was passed over. */
  notice?: string;
}

/** What a family opens a classifier from. */
export interface RunParts<E extends TrainedOnExamples = ClassificationExperiment> {
  record: RunRecord;
  experiment: E;
  opened: OpenedCheckpoint;
  /** Where the tokenizer cuts by morphemes. */
  kiwi?: Kiwi;
  /** One of the run's own files. */
  read(name: string): { file: string; text: string };
}

const MAX_TEXT_BYTES = 256 * 1024 * 1024;

/**
 * Reads what every run has. Fails with `NOT_FOUND` where there is no run or no checkpoint, and `INVALID_FILE` where a
 * file of it is damaged.
 * @param checkpoint by default the best one, or the last where none was judged
 */
export function openRunParts(files: Files, folder: string, checkpoint?: CheckpointName): RunParts<TrainedOnExamples> {
  const record = readRecord(files, folder);
  const read = (name: string): { file: string; text: string } => {
    const file = path.join(folder, name);
    return { file, text: readFileText(files, file, MAX_TEXT_BYTES) };
  };
  const stored = read(runFiles.experiment);
  const experiment = resolveExperiment(stored.text, { file: stored.file });
  if (experiment.task === 'embedding')
    throw new LabError(
      'INVALID_ARGUMENT',
      `The run "${record.name}" has learned word vectors, not how to judge texts. Ask it for neighbours or analogies.`,
    );
  return { record, experiment, read, opened: openParameters(files, folder, checkpoint) };
}

function openParameters(files: Files, folder: string, checkpoint: CheckpointName | undefined): OpenedCheckpoint {
  if (checkpoint) return openCheckpoint(files, folder, checkpoint);
  try {
    return openCheckpoint(files, folder, 'best');
  } catch (error) {
    if (error instanceof LabError && error.code === 'NOT_FOUND') return openCheckpoint(files, folder, 'last');
    throw error;
  }
}
