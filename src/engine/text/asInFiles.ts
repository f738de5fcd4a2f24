// A text as it comes back from a file of text that it was written to: strings of JSON may hold what such files do not.

/**
 * Line ends are LF; a NUL, which would make the file none of text, is a space; byte order marks are left out, and lone surrogates are U+FFFD, as
 * readers have it.
 */
export const asInFiles = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replaceAll('\0', ' ')
    .replaceAll('\uFEFF', '')
    .replace(/\p{Surrogate}/gu, '\uFFFD');
