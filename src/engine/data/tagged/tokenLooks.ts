// What a token looks like, whatever it means: how it is capitalised, and its shape.

/** By number; 0 is for tokens without letters that have a case. */
const CAPITALS: readonly RegExp[] = [
  /^\P{Lu}*\p{Ll}\P{Lu}*$/u, // london
  /^\p{Lu}$/u, // I
  /^\p{Lu}\P{Lu}*$/u, // London
  /^\P{Ll}*\p{Lu}\P{Ll}*$/u, // LONDON
  /\p{Lu}|\p{Ll}/u, // iPhone
];

export const CAPITALS_COUNT = CAPITALS.length + 1;

export const capitalsOf = (token: string): number => CAPITALS.findIndex((pattern) => pattern.test(token)) + 1;

const CLASSES: readonly [RegExp, string][] = [
  [/\p{Lu}+/gu, 'X'],
  [/\p{Ll}+/gu, 'x'],
  [/\p{N}+/gu, 'd'],
  [/\p{L}+/gu, 'c'],
];

/** `Xx` of London, `d.d` of 3.14: each run of letters of one case, of other letters and of digits as one sign. */
export const shapeOf = (token: string): string =>
  // Signs of classes before are letters, too: they are put aside as private ones until all are found.
  CLASSES.reduce((text, [pattern], i) => text.replace(pattern, String.fromCharCode(0xe000 + i)), token).replace(
    /[\ue000-\ue003]/g,
    (sign) => CLASSES[sign.charCodeAt(0) - 0xe000][1],
  );
