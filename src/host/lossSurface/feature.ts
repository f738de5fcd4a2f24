// The loss around the paths of trainings.
import { lossSurfaceView } from './lossSurfaceView';

export const lossSurface = {
  views: [lossSurfaceView],
  commands: async () => (await import('./commands')).lossSurfaceCommands,
} as const;
