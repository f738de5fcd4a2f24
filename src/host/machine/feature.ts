// What this machine can do.
export const machine = { views: [], commands: async () => (await import('./commands')).machineCommands } as const;
