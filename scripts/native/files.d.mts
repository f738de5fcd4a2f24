export function hashOf(bytes: Uint8Array): string;
export function nativeFiles(modules: string): string[];
export function alteredFiles(
  modules: string,
  known: Record<string, string>,
  wanted?: (name: string) => boolean,
): string[];
