// An engine for regular expressions that does nothing but count its steps: it tries one way after the other, as JavaScript's does.

import fc from '../../../support/properties';

/** A character, or alternatives in brackets, with how often. */
interface Item {
  what: 'a' | 'b' | Item[][];
  least: number;
  most: number;
}

const quantifiers: [text: string, least: number, most: number][] = [
  ...[['', 1, 1], ['', 1, 1], ['?', 0, 1], ['*', 0, Infinity], ['+', 1, Infinity], ['{2}', 2, 2]], // prettier-ignore
  ...[['{0,2}', 0, 2], ['{1,3}', 1, 3], ['{0,12}', 0, 12]], // prettier-ignore
] as [string, number, number][];

/** Patterns of a and b. */
export const anyPattern = fc.letrec<{ item: Item; sequence: Item[] }>((tie) => ({
  item: fc.record({ quantifier: fc.constantFrom(...quantifiers), what: fc.oneof({ maxDepth: 2 }, fc.constant<Item['what']>('a'), fc.constant<Item['what']>('b'), fc.array(tie('sequence'), { minLength: 1, maxLength: 2 })) }).map(({ quantifier: [, least, most], what }) => ({ what, least, most })), // prettier-ignore
  sequence: fc.array(tie('item'), { minLength: 1, maxLength: 4 }),
})).sequence;

export const written = (sequence: readonly Item[]): string =>
  sequence.map(({ what, least, most }) => {
    const [quantifier] = quantifiers.find(([, from, to]) => from === least && to === most) ?? [''];
    return `${typeof what === 'string' ? what : `(?:${what.map(written).join('|')})`}${quantifier}`;
  }).join(''); // prettier-ignore

/** How many characters are looked at where the pattern is looked for in the text; at most `most` of them. */
export function stepsOf(pattern: readonly Item[], text: string, most: number): number {
  let steps = 0;
  type Then = (at: number) => boolean;
  const sequence = (items: readonly Item[], at: number, then: Then): boolean =>
    items.length === 0 ? then(at) : repeated(items[0], 0, at, (next) => sequence(items.slice(1), next, then));
  const once = (what: Item['what'], at: number, then: Then): boolean => {
    if (++steps > most) return true;
    if (typeof what === 'string') return text[at] === what && then(at + 1);
    return what.some((alternative) => sequence(alternative, at, then));
  };
  const repeated = (item: Item, times: number, at: number, then: Then): boolean => {
    const again = (): boolean =>
      once(item.what, at, (next) => (next > at || times < item.least) && repeated(item, times + 1, next, then));
    return (times < item.most && again()) || (times >= item.least && then(at));
  };
  for (let at = 0; at < text.length && steps <= most;) {
    let end = at;
    const isFound = sequence(pattern, at, (reached) => {
      end = reached;
      return true;
    });
    at = isFound && end > at ? end : at + 1;
  }
  return Math.min(steps, most);
}
