// A regular expression as a tree, so far as it says what may be repeated, left out or chosen.

/** What stands in a sequence, with how often. */
export interface PatternPart {
  /** What a group or a look around holds; undefined for one character, and for an anchor. */
  alternatives?: PatternPart[][];
  /** An anchor or a look around: it takes no character. */
  asserts: boolean;
  least: number;
  most: number;
}

const LOOKAROUND = /^\(\?<?[=!]/;
const GROUP = /^\((?:\?(?::|<\w+>))?/;

const DEEPEST = 200;

/**
 * The alternatives of a pattern whose classes and escapes are single characters, those of assertions `^`; undefined where brackets
 * stand in more than 200 others.
 */
export function patternParts(bare: string): PatternPart[][] | undefined {
  let at = 0;
  let isTooDeep = false;
  const alternatives = (depth: number): PatternPart[][] => {
    isTooDeep ||= depth > DEEPEST;
    if (isTooDeep) return [];
    const found: PatternPart[][] = [[]];
    while (at < bare.length && bare[at] !== ')') {
      if (bare[at] === '|') {
        at++;
        found.push([]);
      } else found[found.length - 1].push(part(depth));
    }
    return found;
  };
  const part = (depth: number): PatternPart => {
    const rest = bare.slice(at, at + 80);
    if (!rest.startsWith('(')) {
      at++;
      return { asserts: /^[$^]/.test(rest), ...howOften() };
    }
    const asserts = LOOKAROUND.test(rest);
    at += ((asserts ? LOOKAROUND : GROUP).exec(rest) ?? [' '])[0].length;
    const inner = alternatives(depth + 1);
    at++;
    return { alternatives: inner, asserts, ...howOften() };
  };
  const howOften = (): { least: number; most: number } => {
    const found = /^(?:[*+?]|\{(\d+)(,(\d*))?\})\??/.exec(bare.slice(at, at + 40));
    if (!found) return { least: 1, most: 1 };
    at += found[0].length;
    const [quantifier, least, hasMost, most] = found;
    if (least === undefined)
      return { least: quantifier.startsWith('+') ? 1 : 0, most: quantifier.startsWith('?') ? 1 : Infinity };
    return { least: Number(least), most: hasMost === undefined ? Number(least) : Number(most || Infinity) };
  };
  const whole = alternatives(0);
  return isTooDeep ? undefined : whole;
}
