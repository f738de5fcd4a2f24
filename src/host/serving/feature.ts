// Runs asked over HTTP, as long as the window is open.
import { servingCommands } from './commands';

export const serving = { views: [], commands: servingCommands } as const;
