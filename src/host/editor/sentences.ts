// A text cut into sentences, as models are taught them: each line by itself, and within it where a sentence ends. Pure.

/** UTF-16 units of the text, half-open, without white space at the ends. */
export interface SentencePlace {
  start: number;
  end: number;
}

/**
 * What ends a sentence, with the quotes and brackets that it closes, before white space and what may begin one. Each run of marks is
 * looked at once, from its first one on: the time grows with the text and no faster.
 */
const END = /(?<![.!?…])[.!?…]+["'”’»)\]]*\s+(?=[^\p{Ll}\s])|[。！？]["'”’»）」』]*\s*/gu;

/** Words whose full stop ends no sentence: titles, initials, and what stands before a name or a number. */
const SHORT =
  /(?:^|[\s("'“‘])(?:\p{Lu}|Mr|Mrs|Ms|Dr|Prof|St|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Jr|Sr|Mt|No|vs|cf|e\.g|i\.e)\.\s+$/u;

/** As long as the longest of `SHORT` with what may stand around it. */
const LOOK_BACK = 12;

export function sentencesOf(text: string): SentencePlace[] {
  const places: SentencePlace[] = [];
  for (const { 0: line, index } of text.matchAll(/[^\r\n]+/g)) {
    let start = 0;
    for (const { 0: end, index: at } of line.matchAll(END)) {
      const behind = at + end.length;
      if (SHORT.test(line.slice(Math.max(start, behind - LOOK_BACK), behind))) continue;
      add(line.slice(start, behind), index + start);
      start = behind;
    }
    add(line.slice(start), index + start);
  }
  return places;

  function add(part: string, at: number): void {
    const trimmed = part.trim();
    if (trimmed === '') return;
    const start = at + part.indexOf(trimmed);
    places.push({ start, end: start + trimmed.length });
  }
}
