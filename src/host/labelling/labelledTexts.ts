// The texts of a labelling with what was said of them, in the order in which they are shown. Pure.
import type {
  LabelChange,
  LabelEntry,
  LabellingKind,
  LabellingText,
  Mark,
  Uncertainty,
} from '../../protocol/labelling';
import type { LabellingFilter, LabellingList, LabellingRow, LabellingStep } from '../../protocol/labellingView';

interface Done {
  index: number;
  before: Mark | undefined;
}

/** Changes that can be taken back. */
const MOST_UNDONE = 1000;
const ROWS_A_PAGE = 100;
const LONGEST_ROW = 300;

export class LabelledTexts {
  private readonly all: LabellingText[] = [];
  private readonly places = new Map<string, number>();
  private marks: (Mark | undefined)[] = [];
  /** All indices, as they are shown, and the place of each. */
  private order: number[] = [];
  private placeInOrder?: Int32Array;
  private found = new Map<number, Uncertainty>();
  private done: Done[] = [];
  private passed?: { name: string; indices: number[] };

  constructor(texts: readonly LabellingText[] = []) {
    this.add(texts);
  }

  get texts(): readonly LabellingText[] {
    return this.all;
  }

  /** More texts behind those that are there, before anything is said of any: all at once would keep other things waiting. */
  add(texts: readonly LabellingText[]): void {
    for (const one of texts) {
      this.places.set(one.text, this.all.length);
      this.order.push(this.all.length);
      this.all.push(one);
      this.marks.push(undefined);
    }
    this.placeInOrder = undefined;
  }

  get labelled(): number {
    return this.marks.reduce((count, mark) => count + Number(mark !== undefined), 0);
  }

  get canUndo(): boolean {
    return this.done.length > 0;
  }

  /** What the file of labels says, in place of all that is known. Labels of other texts are let be. */
  read(entries: readonly LabelEntry[]): void {
    this.marks = this.texts.map(() => undefined);
    for (const { text, mark } of entries) {
      const index = this.places.get(text);
      if (index !== undefined) this.marks[index] = mark;
    }
    this.done = [];
    this.passed = undefined;
  }

  markOf = (index: number): Mark | undefined => this.marks[index];

  suggestionOf = (index: number): Uncertainty | undefined => this.found.get(index);

  /** The change to be kept; undefined where it changes nothing. */
  change(index: number, mark: Mark | undefined): LabelChange | undefined {
    const before = this.marks[index];
    if (JSON.stringify(before) === JSON.stringify(mark)) return undefined;
    this.done = [...this.done.slice(1 - MOST_UNDONE), { index, before }];
    return this.set(index, mark);
  }

  /** Takes the latest change back. Undefined where there is none. */
  undo(): { index: number; change: LabelChange } | undefined {
    const last = this.done.pop();
    return last && { index: last.index, change: this.set(last.index, last.before) };
  }

  private set(index: number, mark: Mark | undefined): LabelChange {
    this.marks[index] = mark;
    this.passed = undefined;
    return { text: this.texts[index].text, ...(mark && { mark }) };
  }

  /** How often each label, or type, was given. */
  counts(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const mark of this.marks)
      for (const name of mark ? namesIn(mark) : []) counts.set(name, (counts.get(name) ?? 0) + 1);
    return counts;
  }

  /** Indices of texts without a label, as they stand in the file. */
  open(): number[] {
    return this.marks.flatMap((mark, index) => (mark ? [] : [index]));
  }

  /** Those that a run is the least certain of come first, all others behind them as they stand in the file; without any, all do. */
  orderBy(found: ReadonlyMap<number, Uncertainty>): void {
    this.found = new Map(found);
    const uncertain = [...found].sort(([a, one], [b, other]) => other.entropy - one.entropy || a - b);
    const others = this.texts.flatMap((_, index) => (found.has(index) ? [] : [index]));
    this.order = [...uncertain.map(([index]) => index), ...others];
    this.placeInOrder = undefined;
    this.passed = undefined;
  }

  /** Of a list, in the order in which they are shown. */
  passing({ filter, name, text }: Omit<LabellingList, 'version'>): readonly number[] {
    const key = JSON.stringify([filter, name, text]);
    if (this.passed?.name === key) return this.passed.indices;
    const wanted = text.trim().toLowerCase();
    const indices = this.order.filter(
      (index) =>
        this.passes(filter, name, index) &&
        (wanted === '' || shownText(this.texts[index].text).toLowerCase().includes(wanted)),
    );
    this.passed = { name: key, indices };
    return indices;
  }

  /** Some rows of a list, from one on. */
  page(list: Omit<LabellingList, 'version'>, from: number): { rows: LabellingRow[]; total: number } {
    const indices = this.passing(list);
    const rows = indices.slice(from, from + ROWS_A_PAGE).map((index): LabellingRow => {
      const { text, line } = this.texts[index];
      const marked = markInWords(this.marks[index], text.split('\n'));
      const entropy = this.found.get(index)?.entropy;
      return {
        ...{ index, line, text: shownText(text.slice(0, LONGEST_ROW)), marked: marked.slice(0, LONGEST_ROW) },
        ...(entropy === undefined ? {} : { entropy }),
      };
    });
    return { rows, total: indices.length };
  }

  private passes(filter: LabellingFilter, name: string, index: number): boolean {
    const mark = this.marks[index];
    if (filter === 'all') return true;
    if (filter === 'open') return mark === undefined;
    return mark !== undefined && (filter === 'labelled' || namesIn(mark).includes(name));
  }

  /** From an index on, which need not be listed (−1: before the first); undefined where there is none. */
  step(from: number, to: LabellingStep): number | undefined {
    const count = this.order.length;
    const place = from < 0 ? -1 : this.placeOf(from);
    const at = (step: number): number => this.order[(((place + step) % count) + count) % count];
    if (to !== 'open') return at(to === 'next' || place < 0 ? 1 : -1);
    for (let step = 1; step <= count; step++) if (!this.marks[at(step)]) return at(step);
    return undefined;
  }

  private placeOf(index: number): number {
    if (!this.placeInOrder) {
      const places = new Int32Array(this.order.length);
      this.order.forEach((one, place) => (places[one] = place));
      this.placeInOrder = places;
    }
    return this.placeInOrder[index];
  }
}

const namesIn = (mark: Mark): string[] => ('label' in mark ? [mark.label] : mark.spans.map(({ type }) => type));

/** Tokens of a sentence stand on lines of their own. */
export const shownText = (text: string): string => text.replaceAll('\n', ' ');

/** What was said of a text, in words; of a sentence without spans a dash. */
export function markInWords(mark: Mark | undefined, tokens: readonly string[]): string {
  if (!mark) return '';
  if ('label' in mark) return mark.label;
  return mark.spans.map(({ type, start, end }) => `${type} ${tokens.slice(start, end).join(' ')}`).join('; ') || '–';
}

/** Whether it is something that can be said of a text. Undefined: nothing is said of it. */
export function isMarkOf(text: string | undefined, mark: Mark | undefined, kind: LabellingKind): boolean {
  if (text === undefined || !mark) return text !== undefined;
  if ('label' in mark) return kind === 'texts';
  return kind === 'spans' && areApart(mark.spans, text.split('\n').length);
}

/** In order, none overlapping another, all within the sentence. */
const areApart = (spans: readonly { start: number; end: number }[], tokens: number): boolean =>
  spans.every(({ start, end }, i) => start < end && end <= tokens && (i === 0 || spans[i - 1].end <= start));
