// The words of a text as statistics count them: runs of letters, combining marks, digits and underscores.

let classes: Uint8Array | undefined;

/** 1 for each UTF-16 unit that is part of a word; surrogates are, so that letters beyond the first plane stay whole. */
function wordUnits(): Uint8Array {
  classes ??= Uint8Array.from({ length: 65_536 }, (_, unit) => Number(isWordUnit(unit)));
  return classes;
}

const isWordUnit = (unit: number): boolean =>
  (unit >= 0xd800 && unit < 0xe000) || /[\p{L}\p{M}\p{N}_]/u.test(String.fromCharCode(unit));

const beyond = /[\p{L}\p{M}\p{N}]/u;

/** Calls `emit` with the span of each word, in order. A run of surrogates without a letter (emoji) is no word. */
export function forEachWord(text: string, emit: (start: number, end: number) => void): void {
  const units = wordUnits();
  let start = -1;
  let hasSurrogate = false;
  for (let at = 0; at <= text.length; at++) {
    const unit = at < text.length ? text.charCodeAt(at) : 0;
    if (units[unit] === 1) {
      if (start < 0) start = at;
      if (unit >= 0xd800 && unit < 0xe000) hasSurrogate = true;
    } else if (start >= 0) {
      if (!hasSurrogate || beyond.test(text.slice(start, at))) emit(start, at);
      start = -1;
      hasSurrogate = false;
    }
  }
}

let spaces: Uint8Array | undefined;

/** 1 for each UTF-16 unit that is white space; beyond the first plane there is none. */
function spaceUnits(): Uint8Array {
  spaces ??= Uint8Array.from({ length: 65_536 }, (_, unit) =>
    Number(/\p{White_Space}/u.test(String.fromCharCode(unit))),
  );
  return spaces;
}

/** How many stretches lie between white space. */
export function countSpaced(text: string): number {
  const units = spaceUnits();
  let [count, before] = [0, 1];
  for (let at = 0; at < text.length; at++) {
    const now = units[text.charCodeAt(at)];
    if (before === 1 && now === 0) count++;
    before = now;
  }
  return count;
}

/** Code points of a text: a surrogate pair is one. */
export function countCharacters(text: string): number {
  let pairs = 0;
  for (let at = 1; at < text.length; at++) {
    if ((text.charCodeAt(at) & 0xfc00) === 0xdc00 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800) pairs++;
  }
  return text.length - pairs;
}
