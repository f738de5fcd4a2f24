// The call `runs`: what the sidebar and `nlp-lab runs` list.

import { nodeFiles } from '../store/nodeFiles';
import { listRuns } from '../store/runFolder';
import type { EngineCall } from './context';

/** A folder that is not there holds no runs. */
export const runs: EngineCall<'runs'> = ({ runsFolder }) => Promise.resolve({ runs: listRuns(nodeFiles, runsFolder) });
