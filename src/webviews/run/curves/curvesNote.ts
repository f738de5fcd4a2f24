// The line below the charts: what the axis is, how many of the steps are drawn, how low the loss has been.

import { count, figure } from '../../../protocol/figures';
import type { StepCurves } from '../../../protocol/views';
import type { RunStrings } from '../strings';

/** `isWaiting`: epochs are asked for, and none has ended yet. */
export function curvesNote(
  { step, total, loss }: StepCurves,
  { xTitle, isWaiting }: { xTitle: string; isWaiting: boolean },
  strings: RunStrings,
): string {
  const isThinned = step.length < total;
  const least = Math.min(...loss.filter(Number.isFinite));
  return [
    xTitle,
    isThinned ? strings.points(count(step.length), count(total)) : strings.allSteps(count(total)),
    ...(Number.isFinite(least) ? [strings.axisFrom(figure(least))] : []),
    ...(isWaiting ? [strings.noEpochYet] : []),
  ].join(' · ');
}
