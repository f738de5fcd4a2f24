// The call `rateRange`. Loaded only when it is made, so that the worker starts without ONNX Runtime.

import { LabError } from '../../protocol/labError';
import { RATE_RANGE, type RatePoint } from '../../protocol/rateRange';
import { withPreparedExperiment } from '../runs/preparedRuns';
import { nodeFiles } from '../store/nodeFiles';
import type { EngineCall } from './context';
import { readableExperiment } from './experimentText';

/** The most steps that anyone waits for. */
const MOST_STEPS = 100_000;

export const rateRange: EngineCall<'rateRange'> = async (request, { progress, signal }) => {
  const { from, to, steps } = { ...RATE_RANGE, ...withoutUndefined(request) };
  if (!(from > 0 && to > from && Number.isFinite(to)))
    throw new LabError('INVALID_ARGUMENT', `The rates must rise from above 0: ${from} to ${to} does not.`);
  if (!(Number.isInteger(steps) && steps >= 10 && steps <= MOST_STEPS))
    throw new LabError('INVALID_ARGUMENT', `A range test has 10 to ${MOST_STEPS} steps, not ${steps}.`);
  const { experimentFile } = request;
  const experimentText = await readableExperiment(request.experimentText, experimentFile);
  return withPreparedExperiment(
    { ...request, experimentText },
    { files: nodeFiles, defaults: request.defaults, progress, signal },
    (prepared) => {
      if (!prepared.rangeTest)
        throw new LabError(
          'INVALID_ARGUMENT',
          'Only models that are trained in gradient steps, and do not learn from other runs, have a learning rate to test.',
        );
      const onPoint = (point: RatePoint, fraction: number): void =>
        progress({ phase: 'Testing rates', fraction, point });
      return prepared.rangeTest({ from, to, steps, signal, onPoint });
    },
  );
};

const withoutUndefined = <T extends object>(given: T): Partial<T> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<T>;
