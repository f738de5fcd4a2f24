// How labels are learned and judged: one for each text, or several.

import type { DataPart } from '../../data/dataset';
import type { ClassifiedPart } from '../../metrics/classificationReport';
import type { Answering } from '../texts/answering';

/** What differs between the two. */
export type LabelAnswering = Omit<Answering<DataPart, ClassifiedPart>, 'answered' | 'simpleModels'>;

/** The classes of some examples. */
export const classesAt = ({ classes }: Pick<DataPart, 'classes'>, examples: Int32Array): Int32Array =>
  examples.map((example) => classes[example]);
