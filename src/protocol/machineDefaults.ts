// What holds on a machine where an experiment does not say.

import type { ModelFolders } from './analysers/analysers';

export type MachineDefaults = { threads?: number; device?: 'cpu' | 'webgpu' | 'cuda' } & ModelFolders;
