// What the numbers of a tensor come to: all of them are read, block by block, first for their range and moments, then for the histogram.

import { LabError } from '../../protocol/labError';
import type { HistogramBin, TensorPlace, TensorStatistics } from '../../protocol/tensors';
import { nodeFiles } from '../store/nodeFiles';
import { withPlace } from './openPlace';

/** Numbers between two looks at whether it is to go on. */
const BLOCK = 1 << 18;
const BINS = 40;

interface MeasureOptions {
  signal: AbortSignal;
  /** 0..1 */
  onProgress(fraction: number): void;
}

/** Fails as `withPlace`, and with `CANCELLED`. */
export async function measureTensor(place: TensorPlace, options: MeasureOptions): Promise<TensorStatistics> {
  const moments = new Moments();
  const isWhole = await eachBlock(place, options, 0, (values) => moments.add(values));
  const { finite, ...counts } = moments.result();
  const bins = finite ? emptyBins(finite, isWhole) : [];
  if (finite && bins.length > 0) await eachBlock(place, options, 0.5, (values) => countInto(bins, values, finite));
  return { ...counts, ...(finite && { finite }), bins };
}

/** Opens the file for each block, so that none stays open while others are heard. @param from where the progress begins */
async function eachBlock(
  place: TensorPlace,
  { signal, onProgress }: MeasureOptions,
  from: number,
  take: (values: Float64Array) => void,
): Promise<boolean> {
  let room = new Float64Array(0);
  for (let first = 0; ;) {
    const { count, isWhole, values } = withPlace(nodeFiles, place, (tensor) => {
      if (first === 0) room = new Float64Array(Math.min(BLOCK, tensor.count));
      const part = room.subarray(0, tensor.count - first);
      tensor.read(first, part);
      return { ...tensor, values: part };
    });
    take(values);
    first += values.length;
    if (first >= count) return isWhole;
    onProgress(from + first / count / 2);
    await new Promise((resolve) => setImmediate(resolve));
    if (signal.aborted) throw new LabError('CANCELLED', 'Measuring the tensor was cancelled.');
  }
}

/** Mean and squares around it, block by block (Chan, Golub and LeVeque 1979, equation 2.1). */
class Moments {
  private readonly counts = { count: 0, nan: 0, infinite: 0, zeros: 0 };
  private readonly range = { least: Infinity, most: -Infinity };
  private finite = 0;
  private mean = 0;
  private squares = 0;

  add(values: Float64Array): void {
    const { counts, range } = this;
    counts.count += values.length;
    let [count, sum] = [0, 0];
    for (const value of values) {
      if (Number.isNaN(value)) counts.nan++;
      else if (!Number.isFinite(value)) counts.infinite++;
      else {
        if (value === 0) counts.zeros++;
        range.least = Math.min(range.least, value);
        range.most = Math.max(range.most, value);
        count++;
        sum += value;
      }
    }
    if (count === 0) return;
    const mean = sum / count;
    let squares = 0;
    for (const value of values) if (Number.isFinite(value)) squares += (value - mean) ** 2;
    const all = this.finite + count;
    const apart = mean - this.mean;
    this.squares += squares + apart ** 2 * ((this.finite * count) / all);
    this.mean += (apart * count) / all;
    this.finite = all;
  }

  result(): Omit<TensorStatistics, 'bins'> {
    const { counts, range, finite, mean, squares } = this;
    if (finite === 0) return counts;
    return { ...counts, finite: { ...range, mean, deviation: Math.sqrt(squares / finite) } };
  }
}

type Range = Pick<NonNullable<TensorStatistics['finite']>, 'least' | 'most'>;

/** Whole numbers of which there are few have a bin each. */
function emptyBins({ least, most }: Range, isWhole: boolean): HistogramBin[] {
  const isEach = isWhole && most - least < BINS;
  const bins = least === most ? 1 : isEach ? most - least + 1 : BINS;
  const edge = (i: number): number => (isEach ? least + i : least * (1 - i / bins) + most * (i / bins));
  return Array.from({ length: bins }, (_, i) => ({ from: edge(i), to: edge(isEach ? i : i + 1), count: 0 }));
}

function countInto(bins: HistogramBin[], values: Float64Array, { least, most }: Range): void {
  const isEach = bins[0].from === bins[0].to;
  // Their difference may be no number, and a share of it 0.
  const width = isEach || least === most ? 1 : most / bins.length - least / bins.length || 1;
  for (const value of values)
    if (Number.isFinite(value))
      bins[Math.max(0, Math.min(bins.length - 1, Math.floor(value / width - least / width)))].count++;
}
