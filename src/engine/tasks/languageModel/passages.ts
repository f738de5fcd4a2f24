// What a text that is judged consists of: its lines or rows, and of long texts several of them at a time, so that their number is
// bounded whatever the length.

export interface Passage {
  /** Of its tokens among those of the text: the first, and behind the last. */
  from: number;
  to: number;
  /** Code points, line breaks and ends of rows counted. */
  characters: number;
  /** What stands between white space. */
  words: number;
  /** Tokens that the model does not know. */
  unknown: number;
  /** Its beginning. */
  text: string;
  /** Absolute; of its first line. */
  file: string;
  line: number;
}

/** With more the figures' intervals would take long, and nobody looks at so many. */
const MOST = 4096;
const LONGEST_TEXT = 300;

export class Passages {
  private list: Passage[] = [];
  /** Lines of a passage. */
  private lines = 1;
  /** Of the passage that is open. */
  private open = 0;

  /** Adds a line or row behind those before. @param isEnded a line break or the end of a row is one of its characters */
  add(one: Omit<Passage, 'from' | 'characters' | 'words'> & { isEnded: boolean }): void {
    const { text, file, line, to, unknown, isEnded } = one;
    const next: Passage = {
      ...{ from: this.list.at(-1)?.to ?? 0, to, unknown, file, line },
      characters: codePoints(text) + (isEnded ? 1 : 0),
      words: wordsIn(text),
      text: text.slice(0, LONGEST_TEXT),
    };
    if (this.open > 0 && this.open < this.lines) {
      this.list.push(joined(this.list.pop() ?? next, next));
      this.open++;
      return;
    }
    this.list.push(next);
    this.open = 1;
    if (this.list.length > MOST) this.halve();
  }

  private halve(): void {
    const halved: Passage[] = [];
    for (let i = 0; i + 1 < this.list.length; i += 2) halved.push(joined(this.list[i], this.list[i + 1]));
    const rest = this.list.length % 2 === 1 ? this.list.at(-1) : undefined;
    if (rest) halved.push(rest);
    this.open = rest ? this.open : 2 * this.lines;
    this.lines *= 2;
    this.list = halved;
  }

  all(): readonly Passage[] {
    return this.list;
  }
}

const joined = (first: Passage, next: Passage): Passage => ({
  ...first,
  to: next.to,
  characters: first.characters + next.characters,
  words: first.words + next.words,
  unknown: first.unknown + next.unknown,
  text: `${first.text}\n${next.text}`.slice(0, LONGEST_TEXT),
});

/** Characters of a text, those of two UTF-16 units once. */
function codePoints(text: string): number {
  let pairs = 0;
  for (let i = 0; i < text.length - 1; i++) if (isHigh(text.charCodeAt(i)) && isLow(text.charCodeAt(i + 1))) pairs++;
  return text.length - pairs;
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000;

const wordsIn = (text: string): number => text.match(/\S+/g)?.length ?? 0;
