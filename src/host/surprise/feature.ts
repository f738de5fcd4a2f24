// How surprising the open file is to a language model.
export const surprise = { views: [], commands: async () => (await import('./commands')).surpriseCommands } as const;
