// What runs make of texts and data that they are asked about.
import { attentionView } from './attentionView';
import { beamView } from './beamView';
import { playgroundView } from './playgroundView';

export const asking = {
  views: [attentionView, beamView, playgroundView],
  commands: async () => (await import('./commands')).askingCommands,
} as const;
