// A sequence-to-sequence model as graphs: `encoder` reads a source, `step` says the next token of growing outputs, and hands on what
// it needs: states of recurrent models, keys and values of the others.

import { specialsInText, type TokenizerOptions } from '../../../protocol/tokenizer';
import { LabError } from '../../../protocol/labError';
import { encoderProgram, stepProgram } from '../../models/sequence/sequencePrograms';
import type { Feeds } from '../../runtime/session';
import { modelOf, type SequenceDesign } from '../../sequence/sequenceDesign';
import { writingOf } from '../../sequence/sequenceText';
import { runFiles } from '../../store/runFolder';
import type { ExportedModel, ExportedTokenizer } from '../exportedModel';
import type { RunParts } from '../task';
import type { SequenceExperiment } from './schema';

interface Parts extends Pick<RunParts<SequenceExperiment>, 'experiment' | 'read'> {
  design: SequenceDesign;
  parameters: Feeds;
  /** Longest output in tokens, where the model is limited. */
  longest?: number;
}

/** Fails with `INVALID_ARGUMENT` where unknown words are replaced. */
export function sequenceGraphs({ experiment, read, design, parameters, longest }: Parts): ExportedModel {
  const { clean, training, decoding, tokenizer, targetTokenizer = tokenizer, sharedVocabulary } = experiment;
  const { replaceUnknown, ...search } = decoding;
  if (replaceUnknown)
    throw new LabError(
      'INVALID_ARGUMENT',
      'The run replaces unknown words of its outputs ("decoding.replaceUnknown"), which the scripts of other programs do not. Runs without it can be exported as graphs.',
      { key: ['decoding', 'replaceUnknown'] },
    );
  const model = modelOf(design);
  const { maxLength, truncation, padding } = training;
  const given = (name: string, options: TokenizerOptions): ExportedTokenizer => ({
    ...read(name),
    specialTokens: specialsInText(options),
  });
  const step = Object.entries(stepProgram(model)).filter(([name]) => name !== 'attention');
  return {
    use: 'writes',
    graphs: {
      encoder: { outputs: encoderProgram(model), parameters },
      step: { outputs: Object.fromEntries(step), parameters },
    },
    tokenizers: {
      tokenizer: given(runFiles.tokenizer, tokenizer),
      ...(!sharedVocabulary && { 'target-tokenizer': given(runFiles.targetTokenizer, targetTokenizer) }),
    },
    cleaning: clean,
    facts: {
      answer: 'texts',
      writing: {
        ...{ maxLength, truncation, padding },
        ...(longest !== undefined && { longest }),
        search,
        ...writingOf(sharedVocabulary ? tokenizer : targetTokenizer),
      },
    },
  };
}
