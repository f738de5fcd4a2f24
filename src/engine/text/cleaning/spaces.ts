// White space after something was taken out. Texts that lost nothing are left exactly as they were.

/** Runs of blanks become one blank, and none stand at the ends. Line ends inside a text stay. */
export function closeGaps(text: string): string {
  return text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
}

/** `after` with its gaps closed, or `before` itself when nothing was taken out. */
export function withoutGaps(before: string, after: string): string {
  return after === before ? before : closeGaps(after);
}
