// The model that knows whole words only.

import type { Pieces, WordModel } from './pieces';

export class WordLevel implements WordModel {
  readonly keepsWords: boolean;

  /** Words that are not in `ids` become `unknownId`, or nothing where that is undefined. */
  constructor(
    private readonly ids: ReadonlyMap<string, number>,
    private readonly unknownId: number | undefined,
  ) {
    this.keepsWords = unknownId !== undefined;
  }

  encode(word: string, out: Pieces): void {
    const id = this.ids.get(word) ?? this.unknownId;
    if (id !== undefined) out.push(id, 0, word.length);
  }
}
