/** Texts by path below the project's root. */
export function lessonFiles(): Record<string, string>;
