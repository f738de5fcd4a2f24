// The command that tells what this machine can do.
import { toTranslate } from '../../protocol/toTranslate';
import type { Commands } from '../commands/command';
import type { SharedEngine } from '../engine/sharedEngine';

export interface MachineCommandParts {
  working: SharedEngine;
}

export const machineCommands: Commands<MachineCommandParts> = {
  /** Opens a text that can be copied into a question. Answers with it. */
  showMachine: {
    title: 'Show What This Machine Can Do',
    about: toTranslate('Says which processor, memory and devices models can be trained with here.'),
    icon: 'pulse',
    palette: 'true',
    run: async ({ working }) => {
      const { showMachine } = await import('./machineText');
      return showMachine(working);
    },
  },
};
