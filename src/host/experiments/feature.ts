// Experiment files, the trainings that they start, and the queue of those.
export const experiments = {
  views: [],
  commands: async () => ({
    ...(await import('./commands')).experimentCommands,
    ...(await import('./gradientCommands')).gradientCommands,
    ...(await import('./queueCommands')).queueCommands,
  }),
} as const;
