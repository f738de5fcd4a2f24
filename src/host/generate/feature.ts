// Runs that go on with texts.
import { generateView } from './generateView';

export const generate = {
  views: [generateView],
  commands: async () => (await import('./commands')).generateCommands,
} as const;
