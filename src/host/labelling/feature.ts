// Texts that people label, spans that they mark, and how far two of them agree.
import { agreementView } from './agreementView';
import { labellingView } from './labellingView';

export const labelling = {
  views: [labellingView, agreementView],
  commands: async () => (await import('./commands')).labellingCommands,
} as const;
