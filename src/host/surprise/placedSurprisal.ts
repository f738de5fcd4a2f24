// Surprisal in its places of a text that may be edited: lines move with what is before them, and a line that is changed itself loses
// what it has, for its tokens are others then. Pure.
import { bitsOf, type SurprisalReply, type SurprisingPassage } from '../../protocol/surprisal';
import type { TextChange } from '../editor/drawnEditors';

interface Line {
  /** Where it begins: in the text that was asked about, and in the document as it is now. */
  origin: number;
  start: number;
  length: number;
  /** Its tokens, half-open. */
  from: number;
  to: number;
}

/** A piece of the text that is drawn in one way: a token, or several that are pieces of one character. */
export interface SurprisingPiece {
  start: number;
  end: number;
  /** Of all tokens of the reply, half-open. */
  from: number;
  to: number;
  bits: number;
}

export class PlacedSurprisal {
  private lines: Line[];
  private listed: SurprisingPassage[];
  private lost = 0;

  /** @param asked what the run was asked about, as it stands in the document from `start` on */
  constructor(
    private readonly reply: SurprisalReply,
    asked: string,
    start: number,
  ) {
    this.lines = linesOf(reply, asked, start);
    this.listed = reply.passages.map((passage) => ({
      ...passage,
      start: passage.start + start,
      end: passage.end + start,
    }));
  }

  /** How many lines have been changed since and are drawn no more. */
  get changed(): number {
    return this.lost;
  }

  /** Those of lines that are as they were, the most surprising first. */
  get passages(): readonly SurprisingPassage[] {
    return this.listed;
  }

  /** In the order of their places, without line breaks. */
  *pieces(): Generator<SurprisingPiece> {
    for (const line of this.lines) yield* this.piecesOf(line);
  }

  at(offset: number): SurprisingPiece | undefined {
    const line = this.lines.find(({ start, length }) => start <= offset && offset < start + length);
    for (const piece of line ? this.piecesOf(line) : []) if (piece.start <= offset && offset < piece.end) return piece;
    return undefined;
  }

  /** The changes of one moment, none overlapping another. Says whether a line has lost what it had. */
  edit(changes: readonly TextChange[]): boolean {
    const before = this.lost;
    for (const change of [...changes].sort((a, b) => b.start - a.start)) {
      const touched = touching(change, this.lines);
      const by = change.text.length - change.length;
      const isBehind = ({ start }: { start: number }): boolean => start >= change.start + change.length;
      const isTouched = ({ start, end }: { start: number; end: number }): boolean =>
        [...touched].some((line) => line.start <= start && end <= line.start + line.length);
      this.listed = this.listed
        .filter((passage) => !isTouched(passage))
        .map((passage) =>
          isBehind(passage) ? { ...passage, start: passage.start + by, end: passage.end + by } : passage,
        );
      this.lines = this.lines
        .filter((line) => !touched.has(line))
        .map((line) => (isBehind(line) ? { ...line, start: line.start + by } : line));
      this.lost += [...touched].filter(({ from, to }) => to > from).length;
    }
    return this.lost > before;
  }

  private *piecesOf({ origin, start, from, to }: Line): Generator<SurprisingPiece> {
    const { starts, ends, logProbabilities } = this.reply.tokens;
    for (let at = from; at < to;) {
      let [next, end, bits] = [at + 1, ends[at], bitsOf(logProbabilities[at])];
      for (; next < to && starts[next] < end; next++) {
        end = Math.max(end, ends[next]);
        bits += bitsOf(logProbabilities[next]);
      }
      if (end > starts[at])
        yield { start: start + starts[at] - origin, end: start + end - origin, from: at, to: next, bits };
      at = next;
    }
  }
}

function linesOf({ tokens: { starts, ends } }: SurprisalReply, asked: string, shift: number): Line[] {
  let token = 0;
  return [...asked.matchAll(/[^\r\n]*(?:\r\n|\n|\r|$)/g)].map(({ 0: whole, index: origin }) => {
    const { length } = whole.replace(/[\r\n]+$/, '');
    const from = token;
    while (token < starts.length && ends[token] <= origin + length) token++;
    const to = token;
    while (token < starts.length && starts[token] < origin + whole.length) token++; // what holds the line break
    return { origin, start: origin + shift, length, from, to };
  });
}

/** The lines that a change makes others. */
function touching({ start, length, text }: TextChange, lines: readonly Line[]): Set<Line> {
  const end = start + length;
  const beginsLine = lines.some((line) => line.start === start);
  const leavesBegin = text === '' ? beginsLine && length > 0 : /[\r\n]$/.test(text);
  const leavesEnd = /^[\r\n]/.test(text);
  return new Set(
    lines.filter((line) => {
      const lineEnd = line.start + line.length;
      if (start > lineEnd || end < line.start) return false;
      if (end === line.start && leavesBegin) return false;
      return !(start === lineEnd && leavesEnd && length === 0 && lineEnd > line.start);
    }),
  );
}
