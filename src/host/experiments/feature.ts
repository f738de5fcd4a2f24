// Experiment files, the trainings that they start, and the queue of those.
import { experimentCommands } from './commands';
import { queueCommands } from './queueCommands';

export const experiments = { views: [], commands: { ...experimentCommands, ...queueCommands } } as const;
