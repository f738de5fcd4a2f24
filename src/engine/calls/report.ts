// The call `report`: what a run's files say of its latest evaluation.

import { readReport } from '../runs/readReport';
import { nodeFiles } from '../store/nodeFiles';
import type { EngineCall } from './context';

export const report: EngineCall<'report'> = ({ folder }) => Promise.resolve({ report: readReport(nodeFiles, folder) });
