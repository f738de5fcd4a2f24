// Runs compared on the same data.
import { comparisonCommands } from './commands';
import { comparisonView } from './comparisonView';

export const comparison = { views: [comparisonView], commands: comparisonCommands } as const;
