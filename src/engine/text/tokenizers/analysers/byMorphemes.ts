// The stages of a tokenizer.json that cut by morphemes, called by the names of their analysers: other programs do not know them.

import { type AnalyserStage, analyserOfStage } from '../../../../protocol/analysers/analysers';
import { LabError } from '../../../../protocol/labError';
import { type Cutters, ofWords } from '../cutting/cutters';
import type { PreTokenizerSpec } from '../spec';
import type { Analyser } from './analyser';
import { cutMorphemes } from './cutMorphemes';

type AnalyserSpec = Extract<PreTokenizerSpec, { type: AnalyserStage }>;

export const cutsByAnalyser = (spec: PreTokenizerSpec): spec is AnalyserSpec =>
  analyserOfStage(spec.type) !== undefined;

/** Fails with `INVALID_FILE` where the stage's analyser is not given. */
export function byMorphemes(spec: AnalyserSpec, analyser: Analyser | undefined): Cutters {
  const facts = analyserOfStage(spec.type);
  if (!analyser || analyser.type !== facts?.type)
    throw new LabError(
      'INVALID_FILE',
      `It cuts with ${spec.type}, whose ${facts?.needs ?? 'model'} is not given here.`,
    );
  const options = {
    ...{ tags: spec.tags, contentWords: spec.content_words },
    ...{ baseForms: spec.base_forms, marksSpaces: spec.mark_spaces },
  };
  return ofWords((text, base, emit) =>
    cutMorphemes(text, analyser, options, (token, start, end) =>
      emit(token, base + start, () => [base + start, base + end]),
    ),
  );
}
