// The networks of runs and of experiments, drawn over a text.
import { networkView } from './networkView';

export const network = {
  views: [networkView],
  commands: async () => (await import('./commands')).networkCommands,
} as const;
