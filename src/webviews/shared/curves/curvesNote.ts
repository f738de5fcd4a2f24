// The line below the charts: what the axis is, how many of the steps are drawn, what the mark is.

import { count } from '../../../protocol/figures';
import type { StepCurves } from '../../../protocol/views';
import type { CurvesStrings } from './strings';

/** `isMarked`: the place of the best checkpoint is. `isWaiting`: epochs are asked for, and none has ended yet. */
export function curvesNote(
  { step, total }: StepCurves,
  { xTitle, isWaiting, isMarked }: { xTitle: string; isWaiting: boolean; isMarked: boolean },
  strings: CurvesStrings,
): string {
  const isThinned = step.length < total;
  return [
    xTitle,
    isThinned ? strings.points(count(step.length), count(total)) : strings.allSteps(count(total)),
    ...(isMarked ? [strings.marked] : []),
    ...(isWaiting ? [strings.noEpochYet] : []),
  ].join(' · ');
}
