// A text that was changed and still knows where each of its UTF-16 units comes from.

/** `starts` and `ends` give each unit's place in the original; both are left out where nothing moved. */
export interface AlignedText {
  readonly text: string;
  readonly starts?: Int32Array;
  readonly ends?: Int32Array;
  /** Length of the original. */
  readonly originalLength: number;
}

export function alignedText(text: string): AlignedText {
  return { text, originalLength: text.length };
}

/** The original place of `[start, end)`; bounds outside the text (of characters that were put before it) are moved in. */
export function originalSpan(aligned: AlignedText, start: number, end: number): [start: number, end: number] {
  const { text, starts, ends, originalLength } = aligned;
  const from = Math.max(0, Math.min(start, text.length));
  const to = Math.max(from, Math.min(end, text.length));
  if (!starts || !ends) return [from, to];
  if (to > from) return [starts[from], ends[to - 1]];
  const at = from < text.length ? starts[from] : originalLength;
  return [at, at];
}

/** Puts a changed text together from pieces, each of which replaces a stretch of `source`, in order. */
export class AlignedBuilder {
  private readonly parts: string[] = [];
  private readonly bounds: number[] = [];

  constructor(private readonly source: AlignedText) {}

  /** `replacement` stands where `[start, end)` of the source stood; each unit by itself where it is the same text. */
  put(replacement: string, start: number, end: number): void {
    this.parts.push(replacement);
    const same = end - start > 1 && replacement === this.source.text.slice(start, end);
    for (let i = 0; i < replacement.length; i++) {
      const [from, to] = originalSpan(this.source, same ? start + i : start, same ? start + i + 1 : end);
      this.bounds.push(from, to);
    }
  }

  finish(): AlignedText {
    const { bounds } = this;
    return {
      text: this.parts.join(''),
      starts: Int32Array.from({ length: bounds.length / 2 }, (_, i) => bounds[2 * i]),
      ends: Int32Array.from({ length: bounds.length / 2 }, (_, i) => bounds[2 * i + 1]),
      originalLength: this.source.originalLength,
    };
  }
}
