// The call `estimate`: everything before the first step of a training, and some steps to see how long one takes. Nothing is kept.

import { RATE_RANGE } from '../../protocol/rateRange';
import { withPreparedExperiment } from '../runs/preparedRuns';
import { nodeFiles } from '../store/nodeFiles';
import type { PreparedRun } from '../train/preparedRun';
import type { EngineCall } from './context';
import { readableExperiment } from './experimentText';

const STEPS = 12;
/** The first steps are slower: memory is asked for, kernels are made. */
const NOT_COUNTED = 2;
/** A rate at which nothing diverges: the steps are measured, not their losses. */
const RATES = { from: RATE_RANGE.from, to: 10 * RATE_RANGE.from };

export const estimate: EngineCall<'estimate'> = async (request, { progress, signal }) => {
  const { experimentFile, defaults } = request;
  const experimentText = await readableExperiment(request.experimentText, experimentFile);
  return withPreparedExperiment(
    { ...request, experimentText },
    { files: nodeFiles, defaults, progress, signal },
    async (prepared) => {
      const { parameters, epochs, steps, labels, settings, notices } = prepared;
      const secondsPerStep = await measured(prepared, signal, (fraction) =>
        progress({ phase: 'Measuring steps', fraction }),
      );
      return {
        ...{ parameters, epochs, labels: labels.length, device: settings.device, threads: settings.threads },
        ...(steps === undefined ? {} : { steps }),
        ...(secondsPerStep === undefined ? {} : { secondsPerStep }),
        notices: [...notices],
      };
    },
  );
};

/** The mean, as steps of long and of short texts take turns. */
async function measured(
  { rangeTest }: PreparedRun,
  signal: AbortSignal,
  tell: (fraction: number) => void,
): Promise<number | undefined> {
  if (!rangeTest) return undefined;
  const ends: number[] = [];
  const onPoint = (_: unknown, fraction: number): void => {
    ends.push(performance.now());
    tell(fraction);
  };
  await rangeTest({ ...RATES, steps: STEPS, signal, onPoint });
  const counted = ends.slice(NOT_COUNTED - 1);
  return counted.length < 2 ? undefined : (counted[counted.length - 1] - counted[0]) / (counted.length - 1) / 1000;
}
