// Experiment files, the trainings that they start, and the queue of those.
import { experimentCommands } from './commands';
import { gradientCommands } from './gradientCommands';
import { queueCommands } from './queueCommands';

export const experiments = {
  views: [],
  commands: { ...experimentCommands, ...gradientCommands, ...queueCommands },
} as const;
