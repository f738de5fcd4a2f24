// A text that is judged, on its way into the store: its ids, and what its passages consist of.

import type { LanguageText } from '../../language/languageText';
import type { TokenPart, TokenStore } from '../../store/tokenStore';
import { UNK } from '../../text/vocabulary';
import { encodeLine, type CorpusLine } from './encodeTexts';
import { Passages, type Passage } from './passages';

/** Its ids, and what stands in it. */
export interface JudgedText extends TokenPart {
  readonly passages: readonly Passage[];
}

export class PartWriter {
  private readonly from: number;
  private readonly passages = new Passages();

  /** Writes behind what the store holds. */
  constructor(
    private readonly store: TokenStore,
    private readonly text: LanguageText,
  ) {
    this.from = store.length;
  }

  add(lines: readonly CorpusLine[]): void {
    for (const line of lines) {
      const ids = encodeLine(line, this.text);
      this.store.append(ids);
      let unknown = 0;
      for (const id of ids) if (id === UNK) unknown++;
      this.passages.add({ ...line, to: this.store.length - this.from, unknown });
    }
  }

  /** All that was added. */
  end(): JudgedText {
    const { length, read } = this.store.part(this.from, this.store.length);
    return { length, read, passages: this.passages.all() };
  }
}
