export const SPEAKING: string[];
export function textsBelow(folders: readonly string[]): (string | undefined)[];
export function missingTexts(original: Record<string, string>, translated: Record<string, string>): string[];
