// Lessons: a text, data and experiments, and what must hold of them.
export const lessons = { views: [], commands: async () => (await import('./commands')).lessonsCommands } as const;
