// Words for people and for files.

/** `vscode.l10n.t`, given from outside where a file is to work without an editor. */
export type Translate = (message: string, ...values: (string | number)[]) => string;

/** A name for files and runs from any words: letters, digits and hyphens of every script. */
export function plainName(words: string): string {
  const name = words
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/[\ud800-\udbff]$|-+$/, '');
  return name === '' ? 'experiment' : name;
}
