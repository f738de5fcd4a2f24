// The ids of commands, by which the editor knows them, and their names in the tables.
const PREFIX = 'nlpLab.';

export const idOf = (name: string): string => `${PREFIX}${name}`;

export const nameOf = (id: string): string => id.slice(PREFIX.length);
