// The loss around the paths of trainings.
import { lossSurfaceCommands } from './commands';
import { lossSurfaceView } from './lossSurfaceView';

export const lossSurface = { views: [lossSurfaceView], commands: lossSurfaceCommands } as const;
