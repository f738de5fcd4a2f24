// The shares of tokens in what runs answer, on the open file.
export const shares = { views: [], commands: async () => (await import('./commands')).shareCommands } as const;
