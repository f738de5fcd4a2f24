// The command that tells what this machine can do.
import type { Commands } from '../commands/command';
import type { SharedEngine } from '../engine/sharedEngine';

export interface MachineCommandParts {
  working: SharedEngine;
}

export const machineCommands: Commands<MachineCommandParts> = {
  /** Opens a text that can be copied into a question. Answers with it. */
  showMachine: {
    title: 'Show What This Machine Can Do',
    icon: 'pulse',
    palette: 'true',
    run: async ({ working }) => {
      const { showMachine } = await import('./machineText');
      return showMachine(working);
    },
  },
};
