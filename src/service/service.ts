// The service as a program of its own, dist/service.js: the command line loads it, and the editor starts it as a process.

import { serveParent } from './ownProcess';

export { startService, type RunningService } from './startService';
export { saveMemory } from './saveMemory';

/** Whether this file was started, rather than loaded. */
const isProgram = process.argv[1] === __filename;

if (isProgram && process.send !== undefined) serveParent();
