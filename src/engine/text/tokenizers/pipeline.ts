// The five stages put together: normaliser, pre-tokeniser, model, post-processor, decoder. Encoding for ids alone and
// tokenising with places go through the same stages; the first leaves out the places.

import { alignedText, originalSpan, type AlignedText } from './alignedText';
import { createAddedTokens, longestAt, type AddedTokens } from './addedTokens';
import type { Normalizer } from './normalizer';
import type { WordModel } from './pieces';
import { type Surround, trimmed } from './postProcessors';
import type { PreTokenizing } from './preTokenizers';
import type { AddedTokenSpec } from './spec';
import { WordCache } from './wordCache';

export interface Stages extends Pick<PreTokenizing, 'cut' | 'cutSpans' | 'looksAtBeginning'> {
  normalizer?: Normalizer;
  model: WordModel;
  surround: Surround;
  decode: (tokens: readonly string[]) => string;
  added: readonly AddedTokenSpec[];
  /** Special tokens are found in text, too. */
  recognisesSpecial: boolean;
  /** By id, added tokens included; '' for ids that no token has. */
  tokens: readonly string[];
  unknownId?: number;
  /** What the file asks for and is not done. */
  notes?: readonly string[];
}

/** Tokens as the tokeniser writes them, unknown ones as they stand in the normalised text; places half-open, in UTF-16 units of the text. */
export interface Encoding {
  tokens: string[];
  ids: number[];
  offsets: [start: number, end: number][];
}

/** `surface` as it stands in the normalised text; `isAdded`: found before the text was cut. */
type PutToken = (id: number, span: [start: number, end: number], surface?: string, isAdded?: boolean) => void;

/** Half of a surrogate pair by itself: no character, and read as U+FFFD. */
const loneSurrogate = /\p{Surrogate}/gu;

export class Pipeline {
  readonly tokens: readonly string[];
  readonly unknownId: number | undefined;
  readonly notes: readonly string[];
  private readonly cache: WordCache;
  private readonly rawAdded: AddedTokens;
  private readonly normalizedAdded: AddedTokens;
  /** The ids of its special tokens. */
  readonly specials: ReadonlySet<number>;
  /** What added tokens are decoded to, where they are looked for in the normalised text: their normalised form. */
  private readonly decodedNames: ReadonlyMap<number, string>;
  private readonly specialAt: (text: string, at: number) => AddedTokenSpec | undefined;
  private readonly hasAdded: boolean;
  /** Ids depend on whether something was taken out at the beginning. */
  private readonly needsPlaces: boolean;
  private ids = new Int32Array(1024);
  private count = 0;

  constructor(private readonly stages: Stages) {
    this.tokens = stages.tokens;
    this.unknownId = stages.unknownId;
    this.notes = stages.notes ?? [];
    this.cache = new WordCache(stages.model);
    const normalize = (content: string): string => stages.normalizer?.plain(content) ?? content;
    const found = stages.added.filter(({ special }) => !special || stages.recognisesSpecial);
    this.rawAdded = createAddedTokens(found.filter(({ normalized }) => !normalized));
    const normalized = found
      .filter((token) => token.normalized)
      .map((token) => ({ ...token, content: normalize(token.content) }))
      .filter(({ content }) => content !== '');
    this.normalizedAdded = createAddedTokens(normalized);
    this.decodedNames = new Map(normalized.map(({ id, content }) => [id, content]));
    this.needsPlaces = stages.looksAtBeginning && stages.normalizer !== undefined;
    this.hasAdded = !this.rawAdded.isEmpty || !this.normalizedAdded.isEmpty;
    const specials = stages.added.filter(({ special }) => special);
    this.specials = new Set(specials.map(({ id }) => id));
    this.specialAt = longestAt(specials);
  }

  /** The ids of a text, special tokens around it included. */
  encode(text: string): Int32Array {
    if (this.needsPlaces) return Int32Array.from(this.tokenize(text).ids);
    this.count = 0;
    for (const id of this.stages.surround.before) this.add(id);
    const whole = wellFormed(text);
    if (this.hasAdded) this.cutSections(whole, (id) => this.add(id), this.addWord);
    else this.stages.cutSpans(this.stages.normalizer ? this.stages.normalizer.plain(whole) : whole, 0, this.addWord);
    for (const id of this.stages.surround.after) this.add(id);
    return this.ids.slice(0, this.count);
  }

  private add(id: number): void {
    if (this.count === this.ids.length) this.reserve(1);
    this.ids[this.count++] = id;
  }

  private reserve(more: number): void {
    const larger = new Int32Array(Math.max(this.ids.length * 2, this.count + more));
    larger.set(this.ids);
    this.ids = larger;
  }

  private readonly addWord = (text: string, start: number, end: number, prefix: string): void => {
    const { cache } = this;
    cache.look(text, start, end, prefix);
    const { ids, to } = cache;
    if (this.count + (to - cache.from) > this.ids.length) this.reserve(to - cache.from);
    for (let at = cache.from; at < to; at++) this.ids[this.count++] = ids[at];
  };

  /** Calls `putAdded` for the tokens that are looked for before the text is cut, and `putWord` for the words between them. */
  private cutSections(
    text: string,
    putAdded: (id: number, surface: () => string) => void,
    putWord: typeof this.addWord,
  ): void {
    const { normalizer, cutSpans } = this.stages;
    this.rawAdded.cut(text, (start, end, id) => {
      if (id !== undefined) return putAdded(id, () => text.slice(start, end));
      const section = text.slice(start, end);
      const normalized = normalizer ? normalizer.plain(section) : section;
      this.normalizedAdded.cut(normalized, (from, to, innerId) => {
        if (innerId !== undefined) putAdded(innerId, () => normalized.slice(from, to));
        else cutSpans(normalized.slice(from, to), start + from, putWord);
      });
    });
  }

  /**
   * Tokens with ids and places. A character that a byte-level tokeniser cut has its whole place in each of its tokens; tokens
   * that stand around those of the text have the place [0, 0].
   */
  tokenize(text: string): Encoding {
    const result: Encoding = { tokens: [], ids: [], offsets: [] };
    const { before, after, trims } = this.stages.surround;
    const whole = wellFormed(text);
    const around = (ids: readonly number[]): void => ids.forEach((id) => put(id, [0, 0]));
    const put: PutToken = (id, span, surface) => {
      result.ids.push(id);
      result.tokens.push(id === this.unknownId && surface !== undefined ? surface : (this.tokens[id] ?? ''));
      result.offsets.push(span);
    };
    let isFirst = true;
    const putTrimmed: PutToken = (id, span, surface, isAdded) => {
      const written = isAdded && surface !== undefined ? surface : (this.tokens[id] ?? '');
      put(
        id,
        trims.reduce<[number, number]>((place, trim) => trimmed(whole, written, place, trim, isFirst), span),
        surface,
      );
      isFirst = false;
    };
    around(before);
    const putText = trims.length > 0 ? putTrimmed : put;
    this.rawAdded.cut(whole, (start, end, id) => {
      if (id !== undefined) putText(id, [start, end], whole.slice(start, end), true);
      else this.tokenizeSection(whole.slice(start, end), start, putText);
    });
    around(after);
    return result;
  }

  /** The tokens of `tokenize` without their places, in a fraction of its time. */
  tokensOf(text: string): string[] {
    if (this.needsPlaces) return this.tokenize(text).tokens;
    const written: string[] = [];
    const put = (id: number, surface: () => string): void =>
      void written.push(id === this.unknownId ? surface() : (this.tokens[id] ?? ''));
    const putPieces: typeof this.addWord = (source, start, end, prefix) => {
      const { cache } = this;
      cache.look(source, start, end, prefix);
      for (let at = cache.from; at < cache.to; at++) {
        const place = cache.placesFrom + 2 * (at - cache.from);
        const { places } = cache;
        put(cache.ids[at], () => (prefix + source.slice(start, end)).slice(places[place], places[place + 1]));
      }
    };
    const putWhole: typeof this.addWord = (source, start, end, prefix) =>
      void written.push(prefix + source.slice(start, end));
    const putWord = this.stages.model.keepsWords ? putWhole : putPieces;
    const { before, after } = this.stages.surround;
    for (const id of before) put(id, () => this.tokens[id]);
    const whole = wellFormed(text);
    if (this.hasAdded) this.cutSections(whole, put, putWord);
    else this.stages.cutSpans(this.stages.normalizer ? this.stages.normalizer.plain(whole) : whole, 0, putWord);
    for (const id of after) put(id, () => this.tokens[id]);
    return written;
  }

  private tokenizeSection(text: string, offset: number, put: PutToken): void {
    const { normalizer, cut } = this.stages;
    const source: AlignedText = alignedText(text);
    const aligned = normalizer ? normalizer.aligned(source) : source;
    const span = (start: number, end: number): [number, number] => {
      const [from, to] = originalSpan(aligned, start, end);
      return [from + offset, to + offset];
    };
    this.normalizedAdded.cut(aligned.text, (start, end, id) => {
      if (id !== undefined) return put(id, span(start, end), aligned.text.slice(start, end), true);
      // Pre-tokenisers tell the beginning of the whole text by base 0, also where something was taken out before it.
      const [original] = span(start, start + 1);
      const shift = original === 0 ? -start : offset + 1;
      cut(aligned.text.slice(start, end), start + shift, (word, base, place) => {
        this.cache.look(word, 0, word.length, '');
        const { ids, from, to, places, placesFrom } = this.cache;
        for (let i = from; i < to; i++) {
          const first = places[placesFrom + 2 * (i - from)];
          const last = places[placesFrom + 2 * (i - from) + 1];
          const [at, after] = place ? place(first, last) : [base + first, base + last];
          put(ids[i], span(at - shift, after - shift), word.slice(first, last));
        }
      });
    });
  }

  /** Whether a special token of the file stands in a text, as it is written. */
  holdsSpecial(text: string): boolean {
    if (this.specials.size === 0) return false;
    for (let at = 0; at < text.length; at++) if (this.specialAt(text, at)) return true;
    return false;
  }

  /** Whether letters are made small. */
  get lowercase(): boolean {
    return this.stages.normalizer?.plain('A') === 'a';
  }

  /** Whether a letter is the same in one character (NFC) and in parts (NFD). */
  get joinsForms(): boolean {
    const { normalizer } = this.stages;
    return normalizer !== undefined && normalizer.plain('é') === normalizer.plain('e\u0301');
  }

  /** The text of ids; special tokens are left out. */
  decode(ids: Iterable<number>): string {
    const tokens: string[] = [];
    for (const id of ids)
      if (!this.specials.has(id) && id < this.tokens.length) tokens.push(this.decodedNames.get(id) ?? this.tokens[id]);
    return this.stages.decode(tokens);
  }

  /** Calls `emit` with each word and added token of a text, before the model: what learning a vocabulary counts. */
  words(text: string, emit: (word: string) => void): void {
    const { normalizer, cut } = this.stages;
    const whole = wellFormed(text);
    this.rawAdded.cut(whole, (start, end, id) => {
      if (id !== undefined) return;
      const section = start === 0 && end === whole.length ? whole : whole.slice(start, end);
      const normalized = normalizer ? normalizer.plain(section) : section;
      this.normalizedAdded.cut(normalized, (from, to, innerId) => {
        if (innerId === undefined) cut(normalized.slice(from, to), start + from, emit);
      });
    });
  }
}

function wellFormed(text: string): string {
  return text.search(loneSurrogate) < 0 ? text : text.replace(loneSurrogate, '\ufffd');
}
