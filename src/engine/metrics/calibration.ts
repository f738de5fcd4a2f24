// Whether shares can be trusted: of the texts whose label a model is 80 % sure of, 80 % should have it (Guo et al. 2017).

import type { ReliabilityBin } from '../../protocol/report';
import { mostProbable, type ClassifiedPart } from './classificationReport';

type Shares = Pick<ClassifiedPart, 'classes' | 'logProbabilities' | 'labels'>;

/** Parts of the shares from 0 to 1, as Guo et al. have. */
export const RELIABILITY_BINS = 15;

/** Examples by the share of their predicted label, in `RELIABILITY_BINS` equal parts of 0 to 1; empty ones are left out. */
export function reliabilityBins({ classes, logProbabilities, labels }: Shares): ReliabilityBin[] {
  const predicted = mostProbable(logProbabilities, classes.length, labels.length);
  const bins = Array.from({ length: RELIABILITY_BINS }, (_, i) => ({
    ...{ from: i / RELIABILITY_BINS, to: (i + 1) / RELIABILITY_BINS },
    ...{ count: 0, confidence: 0, accuracy: 0 },
  }));
  classes.forEach((actual, i) => {
    const share = Math.exp(logProbabilities[i * labels.length + predicted[i]]);
    const bin = bins[Math.min(RELIABILITY_BINS - 1, Math.floor(share * RELIABILITY_BINS))];
    bin.count++;
    bin.confidence += share;
    bin.accuracy += Number(actual === predicted[i]);
  });
  return bins.flatMap(({ count, confidence, accuracy, ...bounds }) =>
    count === 0 ? [] : [{ ...bounds, count, confidence: confidence / count, accuracy: accuracy / count }],
  );
}

/** Σ over the bins of their part of all examples times |accuracy − mean share| (Naeini et al. 2015, Guo et al. 2017). */
export function expectedCalibrationError(bins: readonly ReliabilityBin[]): number {
  const all = bins.reduce((sum, { count }) => sum + count, 0);
  const error = ({ count, accuracy, confidence }: ReliabilityBin): number =>
    (count / all) * Math.abs(accuracy - confidence);
  return bins.reduce((sum, bin) => sum + error(bin), 0);
}

/** Shares as they are when their logits are divided by the temperature: log softmax(z / T). */
export function atTemperature(logProbabilities: Float32Array, classes: number, temperature: number): Float32Array {
  const scaled = new Float32Array(logProbabilities.length);
  for (let from = 0; from < scaled.length; from += classes) {
    const row = logProbabilities.subarray(from, from + classes);
    const normalizer = Math.log(row.reduce((sum, z) => sum + Math.exp(z / temperature), 0));
    row.forEach((z, k) => (scaled[from + k] = z / temperature - normalizer));
  }
  return scaled;
}

/** Temperatures that are looked at: beyond them a model says nothing, or knows everything. */
const [LEAST, MOST] = [0.05, 20];

/**
 * The temperature with the least cross entropy on these examples: with β = 1 / T it is convex, and its slope, the mean of
 * Σ_k p_k z_k − z_label, is 0 at one place, which is found by halving.
 */
export function fitTemperature({ classes, logProbabilities, labels }: Shares): number {
  const slopeAt = (temperature: number): number => {
    const scaled = atTemperature(logProbabilities, labels.length, temperature);
    return classes.reduce((sum, label, i) => {
      const from = i * labels.length;
      const expected = labels.reduce(
        (total, _, k) => total + Math.exp(scaled[from + k]) * logProbabilities[from + k],
        0,
      );
      return sum + expected - logProbabilities[from + label];
    }, 0);
  };
  let [low, high] = [Math.log(1 / MOST), Math.log(1 / LEAST)]; // of β
  for (let halving = 0; halving < 40; halving++) {
    const middle = (low + high) / 2;
    if (slopeAt(Math.exp(-middle)) < 0) low = middle;
    else high = middle;
  }
  return Math.exp(-(low + high) / 2);
}
