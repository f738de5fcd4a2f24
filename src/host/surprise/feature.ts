// How surprising the open file is to a language model.
import { surpriseCommands } from './commands';

export const surprise = { views: [], commands: surpriseCommands } as const;
