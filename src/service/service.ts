// The service as a program of its own, dist/service.js: the command line loads it, the editor starts it as a process, and an exported
// folder has it beside its run.

export { startService, type RunningService } from './startService';
export { saveMemory } from './saveMemory';
