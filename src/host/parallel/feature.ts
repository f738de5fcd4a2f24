// Training on parallel text.
import { parallelCommands } from './commands';

export const parallel = { views: [], commands: parallelCommands } as const;
