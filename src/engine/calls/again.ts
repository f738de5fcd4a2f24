// The calls `again` and `sameness`: what it takes to do a run once more, and whether two runs came to the same.

import { runAgain, samenessOf } from '../runs/runAgain';
import { nodeFiles } from '../store/nodeFiles';
import type { EngineCall } from './context';

export const again: EngineCall<'again'> = ({ folder }) => runAgain(nodeFiles, folder);

export const sameness: EngineCall<'sameness'> = ({ folders }) => samenessOf(nodeFiles, folders);
