// The first minute: samples to open as a folder, a walkthrough, and what can be done with a file that was dropped on the runs.
export const beginning = { views: [], commands: async () => (await import('./commands')).beginningCommands } as const;
