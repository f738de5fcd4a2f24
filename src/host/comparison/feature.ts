// Two runs compared on the same texts.
import { comparisonCommands } from './commands';
import { comparisonView } from './comparisonView';

export const comparison = { views: [comparisonView], commands: comparisonCommands } as const;
