// Which learning rates an experiment can use.
import { rateRangeView } from './rateRangeView';

export const rateRange = {
  views: [rateRangeView],
  commands: async () => (await import('./commands')).rateRangeCommands,
} as const;
