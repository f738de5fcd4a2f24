// Runs asked over HTTP, as long as the window is open.
export const serving = { views: [], commands: async () => (await import('./commands')).servingCommands } as const;
