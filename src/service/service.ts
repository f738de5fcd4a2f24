// The service as a program of its own, dist/service.js: the command line loads it, the editor starts it as a process,
// and an exported folder has it beside its run.

import path from 'node:path';
import { serveFolder } from './exported/ownFolder';
import { serveParent } from './ownProcess';

export { startService, type RunningService } from './startService';

/** Whether this file was started, rather than loaded. */
const isProgram =
  process.argv[1] !== undefined && path.resolve(process.argv[1]).replace(/(\.js)?$/, '.js') === __filename;

if (isProgram && process.send !== undefined) serveParent();
else if (isProgram) void serveFolder(process.argv.slice(2));
