// Whether a corpus spells the same letters in two ways: é as one character (composed, NFC) and as e with an accent of its own
// (decomposed, NFD, as file names and texts of macOS have it), or 각 as a syllable and as three jamo. To people they are one.

const ASCII = /^[\0-\x7f]*$/;

export class UnicodeForms {
  /** Texts with letters that NFC would compose. */
  decomposed = 0;
  private composed = false;

  add(text: string): void {
    if (ASCII.test(text)) return;
    if (text.normalize('NFC') !== text) this.decomposed++;
    this.composed ||= text.normalize('NFD') !== text;
  }

  /** Whether both are there. */
  get areMixed(): boolean {
    return this.decomposed > 0 && this.composed;
  }

  /** What a person should know, if anything. `joins`: the tokenizer reads both as one. */
  notices({ joins }: { joins: boolean }): string[] {
    if (!this.areMixed) return [];
    const reading = joins
      ? 'Both are read as one letter.'
      : 'This tokenizer takes them for different words: add the cleaning step "nfc".';
    return [
      this.decomposed === 1
        ? `1 text writes letters in parts (e and ´, Unicode's NFD) that others write as one (é, NFC). ${reading}`
        : `${this.decomposed} texts write letters in parts (e and ´, Unicode's NFD) that others write as one (é, NFC). ${reading}`,
    ];
  }
}
