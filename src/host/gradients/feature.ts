// What happens inside of networks while they learn.
import { gradientsView } from './gradientsView';

export const gradients = {
  views: [gradientsView],
  commands: async () => (await import('./commands')).gradientsCommands,
} as const;
