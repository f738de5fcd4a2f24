// The networks of runs and of experiments, drawn over a text.
import { networkCommands } from './commands';
import { networkView } from './networkView';

export const network = { views: [networkView], commands: networkCommands } as const;
