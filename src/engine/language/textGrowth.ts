// The text of tokens that come one by one. What single tokens add is told as soon as it is certain: characters of several bytes when
// they are complete, and nothing of what may be the beginning of a text that ends all.

import type { LanguageText } from './languageText';

/** So many tokens before the new ones decide whether there is a space between. */
const LOOKED_AT = 32;

/** Tokens of byte-level vocabularies may end within a character. */
const withoutTorn = (text: string): string => text.replace(/\ufffd+$/, '');

export class TextGrowth {
  private readonly ids: number[];
  private readonly first: number;
  private told: number;

  /** @param before the tokens that are there already */
  constructor(
    private readonly text: LanguageText,
    before: readonly number[],
  ) {
    this.ids = before.slice(-LOOKED_AT);
    this.first = withoutTorn(text.decode(this.ids)).length;
    this.told = this.first;
  }

  /** What the token adds to the text. */
  add(id: number): string {
    this.ids.push(id);
    const all = withoutTorn(this.text.decode(this.ids));
    const added = all.slice(this.told);
    this.told = Math.max(this.told, all.length);
    return added;
  }

  /** All that was added. */
  whole(): string {
    return this.text.decode(this.ids).slice(this.first);
  }
}

/** Where the first of the stop texts begins in a text, or undefined. */
export function firstStop(text: string, stops: readonly string[]): number | undefined {
  const found = stops.map((stop) => text.indexOf(stop)).filter((at) => at >= 0);
  return found.length > 0 ? Math.min(...found) : undefined;
}

/** How much of a text is certain to be no beginning of a stop text. */
export function certainLength(text: string, stops: readonly string[]): number {
  for (
    let from = Math.max(0, text.length - Math.max(0, ...stops.map(({ length }) => length)));
    from < text.length;
    from++
  )
    if (stops.some((stop) => stop.startsWith(text.slice(from)))) return from;
  return text.length;
}
