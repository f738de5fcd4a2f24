// Regular expressions in the dialect of Oniguruma, as tokenizer.json files have them, in the words of JavaScript.

/** Superscripts and fractions of Latin-1 are word characters to Oniguruma. */
const WORD = '\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}²³¹¼-¾';

/** What stands for a shorthand, inside of a class and outside; undefined where it cannot be said. */
const SHORTHANDS: Record<string, [inside: string | undefined, alone: string]> = {
  s: ['\\p{White_Space}', '\\p{White_Space}'],
  S: ['\\P{White_Space}', '\\P{White_Space}'],
  w: [WORD, `[${WORD}]`],
  W: [undefined, `[^${WORD}]`],
  d: ['\\p{Nd}', '\\p{Nd}'],
  D: ['\\P{Nd}', '\\P{Nd}'],
  h: ['0-9A-Fa-f', '[0-9A-Fa-f]'],
  H: [undefined, '[^0-9A-Fa-f]'],
};

/** Lines end at `\n` alone, and both anchors stand at the borders of lines. */
const ANCHORS: Record<string, string> = {
  '^': '(?:^|(?<=\\n)(?!$))',
  $: '(?=\\n|$)',
  A: '^',
  z: '$',
  Z: '(?=\\n?$)',
};

/** Oniguruma's words in JavaScript's: classes of Unicode, `(?i:...)`, possessive and atomic groups as plain ones. */
export function fromOniguruma(pattern: string): string {
  let result = '';
  let inClass = 0;
  let nests = false; // "[" in this class opens another, and is not itself a character of it
  let foldDepth: number | undefined;
  let depth = 0;
  let quantified = false; // by what came just before
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at];
    const wasQuantified: boolean = quantified;
    quantified = false;
    if (inClass === 0 && /[*+?{]/.test(char)) {
      if (char === '+' && wasQuantified) continue; // possessive
      const close = char === '{' ? pattern.indexOf('}', at) : at;
      const quantifier = pattern.slice(at, close < 0 ? undefined : close + 1);
      quantified = !wasQuantified;
      result += quantifier;
      at += quantifier.length - 1;
    } else if (char === '\\') {
      const next = pattern[++at] ?? '';
      const shorthand = Object.hasOwn(SHORTHANDS, next) ? SHORTHANDS[next][inClass > 0 ? 0 : 1] : undefined;
      if (shorthand !== undefined) result += shorthand;
      else if ((next === 'p' || next === 'P') && pattern[at + 1] === '{') {
        const close = pattern.indexOf('}', at);
        result += `\\${next}{${pattern.slice(at + 2, close < 0 ? undefined : close)}}`;
        at = close < 0 ? pattern.length : close;
      } else if (next === 'x' && pattern[at + 1] === '{') {
        const close = pattern.indexOf('}', at);
        result += `\\u${pattern.slice(at + 1, close < 0 ? undefined : close + 1)}`;
        at = close < 0 ? pattern.length : close;
      } else if (inClass === 0 && /[AzZ]/.test(next)) result += ANCHORS[next];
      else if (/[\^$.*+?()[\]{}|/\\pPbBfnrtv0-9ux-]/.test(next))
        result += inClass === 0 && next === '-' ? '-' : `\\${next}`;
      else if (/[a-zA-Z]/.test(next))
        throw new Error(`"\\${next}" is not known here${inClass > 0 ? ' in a class' : ''}.`);
      else result += next;
    } else if (inClass > 0) {
      if (char === '[' && pattern[at + 1] === ':') throw new Error('POSIX classes are not known here.');
      if (char === '&' && pattern[at + 1] === '&') throw new Error('Intersections of classes are not known here.');
      const isBorder = (char === '[' && nests) || (char === ']' && --inClass > 0);
      if (isBorder) {
        // A class inside of another adds its characters to it.
        if (char === '[' && pattern[at + 1] === '^')
          throw new Error('A class "[^" inside of another is not known here.');
        if (char === '[') inClass++;
        continue;
      }
      if (foldDepth !== undefined && char === '-') throw new Error('Ranges without regard to case are not known here.');
      result += char === '[' ? '\\[' : fold(char, foldDepth !== undefined);
    } else if (char === '[') {
      inClass++;
      nests = closesNested(pattern, at);
      result += char;
      if (pattern[at + 1] === '^') result += pattern[++at];
    } else if (char === '(') {
      depth++;
      if (pattern.startsWith('(?i:', at)) {
        foldDepth ??= depth;
        result += '(?:';
        at += 3;
      } else if (pattern.startsWith('(?>', at)) {
        result += '(?:';
        at += 2;
      } else result += char;
    } else if (char === ')') {
      if (foldDepth === depth) foldDepth = undefined;
      depth--;
      result += char;
    } else if (char === '^' || char === '$') result += ANCHORS[char];
    else if (char === '.') result += '[^\\n]';
    else result += foldDepth !== undefined && /[a-zA-Z]/.test(char) ? `[${fold(char, true)}]` : char;
  }
  return result;
}

/** Beyond ASCII, what is the same letter without regard to case. */
const FOLDED: Record<string, string> = { s: 'ſ', k: '\u212a' };

function fold(char: string, on: boolean): string {
  return on && /[a-zA-Z]/.test(char)
    ? char.toLowerCase() + char.toUpperCase() + (FOLDED[char.toLowerCase()] ?? '')
    : char;
}

/** Whether the class that opens at `open` ends where each "[" in it opens another. */
function closesNested(pattern: string, open: number): boolean {
  let depth = 0;
  for (let at = open; at < pattern.length; at++) {
    if (pattern[at] === '\\') at++;
    else if (pattern[at] === '[') depth++;
    else if (pattern[at] === ']' && --depth === 0) return true;
  }
  return false;
}
