// The command that lets other agents find the tools.
import { toTranslate } from '../../protocol/toTranslate';
import type { Commands } from '../commands/command';
import { IN_FOLDER } from '../commands/when';
import type { SharedEngine } from '../engine/sharedEngine';

export interface AgentCommandParts {
  reading: SharedEngine;
  programs: string;
}

export const agentCommands: Commands<AgentCommandParts> = {
  /** Answers with the file. */
  writeMcpFile: {
    title: 'Write .mcp.json for Agents',
    about: toTranslate('Writes the file by which agents find the tools of NLP Lab.'),
    icon: 'plug',
    needsTrust: true,
    palette: IN_FOLDER,
    run: async ({ reading, programs }) => {
      const { writeMcpFile } = await import('./mcpFile');
      return writeMcpFile(reading, programs);
    },
  },
};
