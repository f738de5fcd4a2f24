// How wide texts are, measured once for each.

export class TextWidths {
  private readonly known = new Map<string, number>();

  constructor(private readonly context: CanvasRenderingContext2D | null) {}

  /** In CSS pixels, in the context's font. */
  of(text: string): number {
    if (!this.context || text === '') return 0;
    let width = this.known.get(text);
    if (width === undefined) this.known.set(text, (width = this.context.measureText(text).width));
    return width;
  }

  /** The font is another. */
  forget(): void {
    this.known.clear();
  }
}
