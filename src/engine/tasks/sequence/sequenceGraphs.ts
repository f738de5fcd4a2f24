// A sequence-to-sequence model as graphs: `encoder` reads a source, `step` says the next token of growing outputs, and hands on what
// it needs: states of recurrent models, keys and values of the others.

import { specialsInText, type TokenizerOptions } from '../../../protocol/tokenizer';
import { LabError } from '../../../protocol/labError';
import { encoderProgram, stepProgram } from '../../models/sequence/sequencePrograms';
import type { Feeds } from '../../runtime/session';
import { modelOf, type SequenceDesign } from '../../sequence/sequenceDesign';
import { writingOf } from '../../sequence/sequenceText';
import { runFiles } from '../../store/runFolder';
import { parseTokenizerFile } from '../../text/tokenizers/parseTokenizerFile';
import type { ExportedModel, ExportedTokenizer } from '../exportedModel';
import type { RunParts } from '../task';
import type { SequenceExperiment } from './schema';

interface Parts extends Pick<RunParts<SequenceExperiment>, 'experiment' | 'read'> {
  design: SequenceDesign;
  parameters: Feeds;
  /** Longest output in tokens, where the model is limited. */
  longest?: number;
}

/** Fails with `INVALID_ARGUMENT` where unknown words are replaced that the scripts could not read off a source. */
export function sequenceGraphs({ experiment, read, design, parameters, longest }: Parts): ExportedModel {
  const { clean, training, decoding, tokenizer, targetTokenizer = tokenizer, sharedVocabulary } = experiment;
  const { replaceUnknown, ...search } = decoding;
  if (replaceUnknown) requirePlainTokens(read(runFiles.tokenizer).text);
  const model = modelOf(design);
  const { maxLength, truncation, padding } = training;
  const given = (name: string, options: TokenizerOptions): ExportedTokenizer => ({
    ...read(name),
    specialTokens: specialsInText(options),
  });
  const step = Object.entries(stepProgram(model)).filter(([name]) => name !== 'attention' || replaceUnknown);
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

/** Forms of letters: what is written so once stays as it is. */
const FORMS: ReadonlySet<string> = new Set(['NFC', 'NFD', 'NFKC', 'NFKD', 'Lowercase', 'StripAccents']);

/** Unknown words are copied from where a source has them: tokens with marks for white space stand in no text. */
function requirePlainTokens(file: string): void {
  const { normalizer, pre_tokenizer: cutting } = parseTokenizerFile(file);
  const normalizers = normalizer?.type === 'Sequence' ? normalizer.normalizers : normalizer ? [normalizer] : [];
  const cuts = cutting?.type === 'Sequence' ? cutting.pretokenizers : cutting ? [cutting] : [];
  if (normalizers.every(({ type }) => FORMS.has(type)) && !cuts.some(({ type }) => type === 'Metaspace' || type === 'ByteLevel')) return; // prettier-ignore
  throw new LabError(
    'INVALID_ARGUMENT',
    'The run replaces unknown words of its outputs by words of the source ("decoding.replaceUnknown"), and the tokenizer of its sources marks white space in its tokens: the scripts could not tell what to copy. Export it as a service (--to service), or train with "replaceUnknown": false or with a tokenizer of words.',
    { key: ['decoding', 'replaceUnknown'] },
  );
}
