// What 8 bits cost: the size of the graphs and the figures of the run, before and after.

import { LabError } from '../../protocol/labError';
import type { QuantizedQuality } from '../../protocol/exportedFolder';
import type { ReportFigure } from '../../protocol/report';
import type { NamedTensors } from '../store/safetensors';
import type { PreparedRun } from '../train/preparedRun';

/** Prepares the run and hands over one of its checkpoints; each time anew, for what was judged keeps its programs. */
export type WithPrepared = <R>(work: (prepared: PreparedRun, model: NamedTensors) => Promise<R>) => Promise<R>;

/** Fails with `CANCELLED` and with `NO_MEMORY`; where the data cannot be read, it says so. */
export async function measuredQuality(
  withPrepared: WithPrepared,
  bytes: QuantizedQuality['bytes'],
): Promise<QuantizedQuality> {
  try {
    const [whole, quantized] = [await figuresOf(withPrepared, false), await figuresOf(withPrepared, true)];
    if (!whole || !quantized) return { bytes, figures: [], notice: 'The run holds no texts out to be judged on.' };
    const known = new Map(quantized.map(({ metric, value }) => [metric, value]));
    const figures = whole.flatMap(({ metric, value }) => {
      const found = known.get(metric);
      return found === undefined ? [] : [{ metric, before: value, after: found }];
    });
    return { bytes, figures };
  } catch (error) {
    if (!(error instanceof LabError) || error.code === 'CANCELLED' || error.code === 'NO_MEMORY') throw error;
    return { bytes, figures: [], notice: error.message };
  }
}

const figuresOf = (withPrepared: WithPrepared, quantized: boolean): Promise<readonly ReportFigure[] | undefined> =>
  withPrepared(async (prepared, model) => {
    const judged = await prepared.judge?.(model, { quantized });
    return judged?.report(judged.judging).figures;
  });
