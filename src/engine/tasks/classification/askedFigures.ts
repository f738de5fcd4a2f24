// Figures of labels that are made only where an experiment watches them: the official measures of some public data.

import type { ClassificationReport } from '../../metrics/classificationReport';
import { matthews } from '../../metrics/confusion';

const ASKED = {
  /** Of the last label: of 0 and 1 that of 1. */
  f1: ({ classes }: ClassificationReport): number => classes[classes.length - 1].f1,
  matthews: ({ confusion }: ClassificationReport): number => matthews(confusion),
};

type AskedMetric = keyof typeof ASKED;

export const ASKED_METRICS = Object.keys(ASKED) as readonly AskedMetric[];

/** The figure that is watched, where it is one of these. @param monitor `training.monitor` */
export function askedFigures(
  report: ClassificationReport,
  monitor: string | undefined,
): Partial<Record<AskedMetric, number>> {
  const asked = ASKED_METRICS.find((metric) => metric === monitor);
  return asked ? { [asked]: ASKED[asked](report) } : {};
}
