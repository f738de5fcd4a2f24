// A tag of a token: outside of everything, or a place in an entity of some type. `B-PER` is prefix `B`, type `PER`.

/** Begin, inside, outside, end (`L`, last, in BILOU), single (`U`, unit, in BILOU). */
export type Prefix = 'B' | 'I' | 'O' | 'E' | 'S';

export interface Tag {
  prefix: Prefix;
  /** Empty where there is one type alone, which files then do not name, and of `O`. */
  type: string;
}

export const OUTSIDE: Tag = { prefix: 'O', type: '' };

/** Tokens `start` to `end` (exclusive) name one thing. */
export interface Entity {
  type: string;
  start: number;
  end: number;
  /** Of a morpheme: itself, which need not be what is written. */
  form?: string;
}

const PREFIXES: Readonly<Record<string, Prefix>> = { B: 'B', I: 'I', O: 'O', E: 'E', S: 'S', L: 'E', U: 'S' };

/** The type is what follows the first hyphen, as in conlleval. Undefined of what is no tag of any scheme: a part of speech. */
export function readTag(text: string): Tag | undefined {
  const prefix = Object.hasOwn(PREFIXES, text[0] ?? '') ? PREFIXES[text[0]] : undefined;
  if (prefix === undefined || (text.length > 1 && text[1] !== '-')) return undefined;
  if (prefix === 'O') return text === 'O' ? OUTSIDE : undefined;
  return { prefix, type: text.slice(2) };
}

/** The tags of a sentence, whatever stands there: what is no tag of a scheme is outside. */
export const readTags = (texts: readonly string[]): Tag[] => texts.map((text) => readTag(text) ?? OUTSIDE);
