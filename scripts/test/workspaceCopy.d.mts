/** A temporary copy of the sample workspace. */
export function copySamples(): { folder: string; remove(): void };
