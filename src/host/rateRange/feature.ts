// Which learning rates an experiment can use.
import { rateRangeCommands } from './commands';
import { rateRangeView } from './rateRangeView';

export const rateRange = { views: [rateRangeView], commands: rateRangeCommands } as const;
