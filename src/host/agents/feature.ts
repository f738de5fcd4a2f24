// What agents may do with the runs of this window: the tools of src/agents, for language models of the editor and for other programs.
export const agents = { views: [], commands: async () => (await import('./commands')).agentCommands } as const;
