// Experiment files, and the trainings that they start.
import { experimentCommands } from './commands';

export const experiments = { views: [], commands: experimentCommands } as const;
