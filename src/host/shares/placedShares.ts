// The shares of tokens in their places of a text that may be edited: they move with what is before them, and go when what they are of
// is changed. Pure.
import type { AttributedToken, AttributionReply } from '../../protocol/attribution';
import type { TextChange } from '../editor/drawnEditors';

/** In the text that is drawn on. */
export interface PlacedShare {
  token: AttributedToken;
  /** Of all tokens of the reply. */
  number: number;
  start: number;
  end: number;
}

export class PlacedShares {
  private placed: readonly PlacedShare[];
  private span: { start: number; end: number };
  private hasGone = false;

  /** @param asked what the run was asked about, as it stands in the text from `start` on */
  constructor(reply: AttributionReply, asked: string, start: number) {
    const begins = beginnings(reply.texts, asked);
    this.span = { start, end: start + asked.length };
    this.placed = reply.tokens.flatMap((token, number): PlacedShare[] => {
      const begin = token.text === undefined ? undefined : begins[token.text];
      if (begin === undefined || token.end === token.start) return [];
      return [{ token, number, start: start + begin + token.start, end: start + begin + token.end }];
    });
  }

  get tokens(): readonly PlacedShare[] {
    return this.placed;
  }

  /** Where what was asked about stands now; undefined where it has been changed. */
  get start(): number | undefined {
    return this.hasGone ? undefined : this.span.start;
  }

  at(offset: number): PlacedShare | undefined {
    return this.placed.find(({ start, end }) => start <= offset && offset < end);
  }

  /** The changes of one moment, none overlapping another. Says whether the shares have gone. */
  edit(changes: readonly TextChange[]): boolean {
    if (this.hasGone) return false;
    for (const { start, length, text } of [...changes].sort((a, b) => b.start - a.start)) {
      if (start >= this.span.end) continue;
      if (start + length > this.span.start) {
        this.placed = [];
        this.hasGone = true;
        return true;
      }
      const by = text.length - length;
      this.span = { start: this.span.start + by, end: this.span.end + by };
      this.placed = this.placed.map((share) => ({ ...share, start: share.start + by, end: share.end + by }));
    }
    return false;
  }
}

/** Where the texts that a run read begin in what it was asked; undefined where cleaning has changed one. */
function beginnings(texts: readonly string[], asked: string): (number | undefined)[] {
  let from = 0;
  return texts.map((text) => {
    const at = asked.indexOf(text, from);
    if (at < 0) return undefined;
    from = at + text.length;
    return at;
  });
}

/** Whether all texts stand in what was asked as the run read them. */
export const areInPlace = (texts: readonly string[], asked: string): boolean =>
  beginnings(texts, asked).every((at) => at !== undefined);
