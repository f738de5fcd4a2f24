// The shares of tokens in what runs answer, on the open file.
import { shareCommands } from './commands';

export const shares = { views: [], commands: shareCommands } as const;
