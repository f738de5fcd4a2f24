export function testsReaching(tests: string[], files: string[], imports: Record<string, string[]>): string[];
export function testsNamed(tests: string[], word: string): string[];
