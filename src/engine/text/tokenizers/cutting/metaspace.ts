// Cuts as SentencePiece does.

import type { PreTokenizerSpec } from '../spec';
import type { SpanCutter } from './cutters';

/** As in SentencePiece: spaces become `▁`, and each word begins with its own. */
export function metaspace(spec: Extract<PreTokenizerSpec, { type: 'Metaspace' }>): SpanCutter {
  const { replacement, prepend_scheme: scheme, split: cutting } = spec;
  const isWanted = (base: number): boolean => scheme === 'always' || (scheme === 'first' && base === 0);
  const cutAtSpaces: SpanCutter = (text, base, emit) => {
    let start = 0;
    let prefix = isWanted(base) ? replacement : '';
    for (let space = text.indexOf(' '); ; space = text.indexOf(' ', start)) {
      const end = space < 0 ? text.length : space;
      // A space that begins the text is its own prefix.
      if (start > 0 || end > 0) emit(text, start, end, prefix, base);
      if (space < 0) return;
      start = space + 1;
      prefix = replacement;
    }
  };
  return (text, base, emit) => {
    if (text === '') return;
    if (cutting && !text.includes(replacement)) return cutAtSpaces(text, base, emit);
    let replaced = text.includes(' ') ? text.replaceAll(' ', replacement) : text;
    let from = base;
    if (isWanted(base) && !replaced.startsWith(replacement)) {
      replaced = replacement + replaced;
      from--;
    }
    if (!cutting) return emit(replaced, 0, replaced.length, '', from);
    for (let start = 0; start < replaced.length;) {
      const found = replaced.indexOf(replacement, start + 1);
      const end = found < 0 ? replaced.length : found;
      emit(replaced, start, end, '', from);
      start = end;
    }
  };
}
