/** Absolute path of the project's root folder. */
export const root: string;
