// The call `report`: what a run's files say of its evaluations.

import { evaluationsOf, readEvaluation } from '../runs/evaluations';
import { nodeFiles } from '../store/nodeFiles';
import type { EngineCall } from './context';

export const report: EngineCall<'report'> = ({ folder, evaluation }) =>
  Promise.resolve({
    report: readEvaluation(nodeFiles, folder, evaluation),
    evaluations: evaluationsOf(nodeFiles, folder),
  });
