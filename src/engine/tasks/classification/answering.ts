// How the answers of a neural classifier are learned and judged: what differs between one label for each text and several. The
// rest of a run (texts, batches, checkpoints) knows neither.

import type { Metrics } from '../../../protocol/run';
import type { ClassifiedPart } from '../../metrics/classificationReport';
import type { JudgedPart } from '../../metrics/judgedPart';
import type { Classifier } from '../../models/classifier';
import type { classifierLoss } from '../../models/classifierPrograms';
import type { Bound, FlatParameters } from '../../nn/parameters';
import type { Feeds } from '../../runtime/session';
import type { ReportSurroundings } from './labelReport';

export interface JudgingOptions extends Pick<ReportSurroundings, 'unknown' | 'beside'> {
  seed: number;
}

export interface Answering {
  /** Texts may have several labels. */
  readonly several: boolean;
  /** Of a batch, whose `targets` are fed. */
  loss(classifier: Classifier, parameters: Bound<FlatParameters>): ReturnType<typeof classifierLoss>;
  /** What the loss needs to know of texts of these classes. */
  targets(classes: Int32Array): Feeds;
  /** Those that are watched while training. @param parameters of the model, where it has numbers for its answers */
  figures(part: ClassifiedPart, parameters?: Feeds): Metrics;
  judged(part: ClassifiedPart, parameters: Feeds, options: JudgingOptions): JudgedPart;
  /** Found when the training has ended: what the numbers are before, and what they become by the validation part. */
  readonly found?: { before: Feeds; by(validation: ClassifiedPart): Feeds };
}
