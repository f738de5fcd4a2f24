// Cuts where the class of the characters changes, by tables.

import { LabError } from '../../../../protocol/labError';
import { type ActionTable, DROP, ISOLATE, JOIN_OTHER } from '../characterClasses';
import { widthAt } from '../pieces';
import type { SplitBehavior } from '../spec';
import { type PreTokenizer, type SpanCutter, wordsOf } from './cutters';

/** Runs of characters of the same class, of at least so many UTF-16 units. */
export function byClass(table: ActionTable, leastLength = 1): PreTokenizer {
  return wordsOf(spansByClass(table, leastLength));
}

export function spansByClass({ units, beyond }: ActionTable, leastLength = 1): SpanCutter {
  return (text, base, emit) => {
    let start = 0;
    let open = DROP;
    const { length } = text;
    for (let at = 0; at < length;) {
      const unit = text.charCodeAt(at);
      let width = 1;
      let action = units[unit];
      if (unit >= 0xd800 && unit <= 0xdbff && widthAt(text, at) === 2) {
        width = 2;
        action = beyond(text.slice(at, at + 2));
      }
      if (action !== open || action === ISOLATE) {
        if (open !== DROP && at - start >= leastLength) emit(text, start, at, '', base);
        start = at;
        open = action;
      }
      at += width;
    }
    if (open !== DROP && length - start >= leastLength) emit(text, start, length, '', base);
  };
}

/** Marks by themselves, in runs, or left out; other behaviors are refused in the name of the pre-tokenizer `type`. */
export function byMark(table: (marks: number) => ActionTable, behavior: SplitBehavior, type: string): SpanCutter {
  if (behavior === 'Isolated') return spansByClass(table(ISOLATE));
  if (behavior === 'Contiguous') return spansByClass(table(JOIN_OTHER));
  if (behavior === 'Removed') return spansByClass(table(DROP));
  throw new LabError('INVALID_FILE', `The pre-tokenizer "${type}" with the behavior "${behavior}" is not known here.`);
}

/** A pair of surrogates is one character. */
export function ofTwoCharacters(cut: PreTokenizer): PreTokenizer {
  return (text, base, emit) =>
    cut(text, base, (word, at) => void ((word.length > 2 || widthAt(word, 0) === 1) && emit(word, at)));
}
