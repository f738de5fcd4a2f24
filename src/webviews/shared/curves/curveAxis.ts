// The axis that steps and ends of epochs share. Pure.

import type { EpochFigures, RunCurves } from '../../../protocol/views';

/** A value for each place of the axis; null where there is none. */
export type AxisValues = (number | null)[];

export interface CurveAxis {
  isByEpoch: boolean;
  /** All places where something was measured, ascending. */
  x: number[];
  ofSteps(values: readonly (number | null)[]): AxisValues;
  /** A figure of the ends of epochs. */
  ofEpochs(name: string): AxisValues;
}

/** By steps as long as no epoch has ended. */
export function curveAxis({ steps, epochs }: RunCurves, wanted: 'step' | 'epoch'): CurveAxis {
  const isByEpoch = wanted === 'epoch' && epochs.length > 0;
  const endOf = ({ epoch, step }: EpochFigures): number => (isByEpoch ? epoch : step);
  const places = isByEpoch ? steps.epoch : steps.step;
  const byEnd = new Map(epochs.map((entry) => [endOf(entry), entry]));
  const byPlace = new Map(places.map((place, i) => [place, i]));
  const x = [...new Set([...places, ...byEnd.keys()])].filter(Number.isFinite).sort((a, b) => a - b);
  return {
    ...{ isByEpoch, x },
    ofSteps: (values) => x.map((place) => values[byPlace.get(place) ?? -1] ?? null),
    ofEpochs: (name) => x.map((place) => byEnd.get(place)?.metrics[name] ?? null),
  };
}
