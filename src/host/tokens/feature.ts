// How texts are cut into tokens.
import { tokenCommands } from './commands';
import { tokensView } from './tokensView';

export const tokens = { views: [tokensView], commands: tokenCommands } as const;
