// Morphology as a pre-tokeniser: an analyser takes words apart into morphemes, which are then looked up as words. A morpheme's form
// may differ from what stands in the text, so that each brings its own place. The analyser is given from outside.

import { analyserOf } from '../../../../protocol/analysers/analysers';
import { LabError } from '../../../../protocol/labError';
import { SPACE_MARKER } from '../spaceMarker';
import type { Analyser, Morpheme } from './analyser';

interface MorphemeOptions {
  /** Tokens are `form/tag`, so that words that only look the same differ. */
  tags: boolean;
  /** Only nouns, verbs, adjectives, adverbs, roots, and words and numbers of other scripts. */
  contentWords: boolean;
  /** Base forms, of analysers that know both. */
  baseForms?: boolean;
  /** White space between morphemes is a token, `▁`. */
  marksSpaces?: boolean;
}

/** A morpheme and where it lies; half-open. */
type EmitMorpheme = (token: string, start: number, end: number) => void;

const blank = /^\p{White_Space}*$/u;

/** Calls `emit` for the morphemes of a text in their order. Fails with `INVALID_DATA` where the analyser gives up. */
export function cutMorphemes(
  text: string,
  analyser: Analyser,
  { tags, contentWords, baseForms = false, marksSpaces = false }: MorphemeOptions,
  emit: EmitMorpheme,
): void {
  if (blank.test(text)) return;
  let last = -1; // where the morpheme before ends
  for (const morpheme of analysed(text, analyser, baseForms)) {
    const { form, tag, isContent } = morpheme;
    if (form === '' || (contentWords && !isContent)) continue;
    const start = Math.min(Math.max(0, morpheme.start), text.length);
    const end = Math.min(Math.max(start, morpheme.end), text.length);
    const gap = marksSpaces && last >= 0 ? text.slice(last, start).search(/\p{White_Space}/u) : -1;
    if (gap >= 0) emit(SPACE_MARKER, last + gap, start);
    last = Math.max(last, end);
    emit(tags ? `${form}/${tag}` : form, start, end);
  }
}

function analysed(text: string, { type, analyse }: Analyser, baseForms: boolean): readonly Morpheme[] {
  try {
    return analyse(text, { baseForms });
  } catch (error) {
    const start = JSON.stringify(text.slice(0, 40));
    const message = `${analyserOf(type).name} could not take apart a text of ${text.length} characters that begins with ${start}. Shorten or remove it.`;
    throw new LabError('INVALID_DATA', message, undefined, { cause: error });
  }
}
