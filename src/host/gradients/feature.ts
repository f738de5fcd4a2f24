// What happens inside of networks while they learn.
import { gradientsCommands } from './commands';
import { gradientsView } from './gradientsView';

export const gradients = { views: [gradientsView], commands: gradientsCommands } as const;
