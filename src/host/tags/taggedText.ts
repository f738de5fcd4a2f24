// The tags of a text that may be edited meanwhile: sentences with what a run said of them. What is before or behind a change moves
// with it; a sentence that was changed itself loses its tags. Pure.
import type { TagsAnswer } from '../../protocol/answer';
import type { TextChange } from '../editor/drawnEditors';

export interface TaggedSentence {
  /** Where it begins in the text, UTF-16. */
  start: number;
  answer: TagsAnswer;
}

/** An entity in its place; `index` in the answer of its sentence. */
export interface PlacedEntity {
  type: string;
  start: number;
  end: number;
  text: string;
  sentence: TaggedSentence;
  index: number;
}

const endOf = ({ start, answer }: TaggedSentence): number => start + answer.input.length;

export class TaggedText {
  private tagged: readonly TaggedSentence[];
  private left = 0;
  private known?: PlacedEntity[];

  constructor(sentences: readonly TaggedSentence[]) {
    this.tagged = sentences;
  }

  /** In their order. */
  get sentences(): readonly TaggedSentence[] {
    return this.tagged;
  }

  /** How many have been changed since they were tagged, and have no tags any more. */
  get changed(): number {
    return this.left;
  }

  /** In the order of their places. */
  get entities(): readonly PlacedEntity[] {
    return (this.known ??= this.tagged.flatMap(placedEntities));
  }

  /** How many there are of each type, the most frequent first. */
  get types(): { type: string; count: number }[] {
    const counts = new Map<string, number>();
    for (const { answer } of this.tagged)
      for (const { type } of answer.entities) counts.set(type, (counts.get(type) ?? 0) + 1);
    return [...counts].map(([type, count]) => ({ type, count })).sort((a, b) => b.count - a.count);
  }

  /** The changes of one moment, none overlapping another. Says whether a sentence has lost its tags. */
  edit(changes: readonly TextChange[]): boolean {
    const before = this.left;
    for (const change of [...changes].sort((a, b) => b.start - a.start)) {
      const kept = this.tagged.filter((sentence) => !touches(change, sentence));
      this.left += this.tagged.length - kept.length;
      const moved = change.text.length - change.length;
      this.tagged = kept.map((sentence) =>
        sentence.start >= change.start ? { ...sentence, start: sentence.start + moved } : sentence,
      );
    }
    this.known = undefined;
    return this.left > before;
  }

  at(offset: number): PlacedEntity | undefined {
    const sentence = this.tagged.at(this.upTo(offset));
    return sentence && placedEntities(sentence).find(({ start, end }) => start <= offset && offset < end);
  }

  /** The next entity behind a place, or the one before it (`step` −1); past the last comes the first. */
  beside(offset: number, step: 1 | -1): PlacedEntity | undefined {
    const near = this.upTo(offset);
    return step === 1
      ? (firstIn(this.tagged.slice(near), ({ start }) => start > offset) ?? firstIn(this.tagged, () => true))
      : (lastIn(this.tagged.slice(0, near + 1), ({ start }) => start < offset) ?? lastIn(this.tagged, () => true));
  }

  /** The index of the last sentence that does not begin behind a place; of the first where there is none. */
  private upTo(offset: number): number {
    let [low, high] = [0, this.tagged.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.tagged[middle].start <= offset) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }
}

type Passing = (entity: PlacedEntity) => boolean;

/** Of a long text no more entities are placed than are looked at. */
function firstIn(sentences: readonly TaggedSentence[], passes: Passing): PlacedEntity | undefined {
  for (const sentence of sentences) {
    const found = placedEntities(sentence).find(passes);
    if (found) return found;
  }
  return undefined;
}

function lastIn(sentences: readonly TaggedSentence[], passes: Passing): PlacedEntity | undefined {
  for (let i = sentences.length - 1; i >= 0; i--) {
    const found = placedEntities(sentences[i]).findLast(passes);
    if (found) return found;
  }
  return undefined;
}

function placedEntities(sentence: TaggedSentence): PlacedEntity[] {
  const { entities, offsets } = sentence.answer;
  return entities.map(({ type, text, start, end }, index) => ({
    ...{ type, text, sentence, index },
    start: sentence.start + offsets[start][0],
    end: sentence.start + offsets[end - 1][1],
  }));
}

/** Behind such a mark a sentence has ended. */
const ENDED = /[.!?…。！？]["'”’»)\]]*$/;

/** What is put beside a sentence belongs to it, unless a line begins between, or white space behind its end. */
function touches({ start, length, text }: TextChange, sentence: TaggedSentence): boolean {
  const end = endOf(sentence);
  if (length === 0 && start === end)
    return !(/^[\r\n]/.test(text) || (/^\s/.test(text) && ENDED.test(sentence.answer.input)));
  if (length === 0 && start === sentence.start) return !/[\r\n]$/.test(text);
  return start < end && start + length > sentence.start;
}

/** How sure the run is of an entity: as of the least sure of its tokens. */
export function probabilityOf({ sentence, index }: PlacedEntity): number {
  const { start, end } = sentence.answer.entities[index];
  return Math.min(...sentence.answer.probabilities.slice(start, end));
}
