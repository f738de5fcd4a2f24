// How texts are cut into tokens.
import { tokensView } from './tokensView';

export const tokens = {
  views: [tokensView],
  commands: async () => (await import('./commands')).tokenCommands,
} as const;
