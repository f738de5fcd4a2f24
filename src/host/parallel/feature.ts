// Training on parallel text.
export const parallel = { views: [], commands: async () => (await import('./commands')).parallelCommands } as const;
