// A tokenizer.json, written here or elsewhere, as a pipeline. Nothing in it is believed before it was checked.

import { LabError } from '../../../protocol/labError';
import { refuseLfsPointer } from '../../../protocol/lfsPointer';
import type { SpecialTokensInText } from '../../../protocol/tokenizer';
import { createDecoder } from './decoders';
import { vocabularyOf } from './fileVocabulary';
import type { Analyser } from './analysers/analyser';
import { cutsByAnalyser } from './analysers/byMorphemes';
import { createModel, spellsBytes } from './models';
import { Nonsense } from './nonsense';
import { createNormalizer } from './normalizers';
import { parseTokenizerFile } from './parseTokenizerFile';
import { refuseLongPatterns } from './patternLengths';
import { Pipeline } from './pipeline';
import { createPostProcessor } from './postProcessors';
import { createPreTokenizer } from './preTokenizers';
import type { TokenizerSpec } from './spec';

export interface ReadOptions {
  /** Only the stages before the model will be used. */
  cutOnly?: boolean;
  /** For a file that cuts by morphemes. */
  analyser?: Analyser;
  /** What becomes of special tokens that stand in a text; left out: text like any other. */
  specialTokens?: SpecialTokensInText;
}

/** Fails with `INVALID_FILE`, naming what is missing, contradictory or not known here; `INVALID_DATA` for a Git LFS pointer. */
export function readTokenizerJson(text: string, file: string, options: ReadOptions = {}): Pipeline {
  refuseLfsPointer(file, text);
  try {
    return createPipeline(parseTokenizerFile(text), options);
  } catch (error) {
    if (!(error instanceof Nonsense) && !(error instanceof LabError)) throw error;
    const message = `"${file}" is not a tokenizer that can be used here: ${error.message.replace(/\.$/, '')}.`;
    throw new LabError('INVALID_FILE', message, { file }, { cause: error });
  }
}

function createPipeline(spec: TokenizerSpec, { cutOnly = false, analyser, specialTokens }: ReadOptions): Pipeline {
  refuseLongPatterns([spec.normalizer, spec.pre_tokenizer, spec.decoder]);
  const recognisesSpecial = specialTokens === 'recognise';
  const spelled = !cutOnly && spellsBytes(spec.model);
  const { byteLevel, ...cutting } = createPreTokenizer(spec.pre_tokenizer, { analyser, spelled });
  const { ids, tokens } = vocabularyOf(spec);
  const specials = spec.added_tokens.filter(({ special }) => special).map(({ content }) => content);
  if (spec.pre_tokenizer && cutsByAnalyser(spec.pre_tokenizer) && spec.model.type !== 'WordLevel')
    throw new Nonsense(`"${spec.pre_tokenizer.type}" before a ${spec.model.type} is not known here`);
  const known = { ids, specials: new Set(recognisesSpecial ? [] : specials) };
  const { model, unknownId } = createModel(spec.model, known, byteLevel && !cutOnly);
  const surround = createPostProcessor(spec.post_processor);
  if ([...surround.before, ...surround.after].some((id) => id >= tokens.length))
    throw new Nonsense('its post-processor adds a token that is not in the vocabulary');
  return new Pipeline({
    normalizer: spec.normalizer ? createNormalizer(spec.normalizer) : undefined,
    ...cutting,
    ...{ model, surround, tokens, unknownId, recognisesSpecial },
    decode: createDecoder(spec.decoder),
    added: spec.added_tokens,
    notes: notesOn(spec),
  });
}

/** What the file asks for and is not done here. */
function notesOn({ truncation, padding, model }: TokenizerSpec): string[] {
  const notes: string[] = [];
  if (typeof truncation === 'object' && truncation !== null)
    notes.push(
      'max_length' in truncation && typeof truncation.max_length === 'number'
        ? `The tokenizer.json cuts texts to ${truncation.max_length} tokens ("truncation"); this is not done here: "training.maxLength" sets the longest length.`
        : 'The tokenizer.json cuts texts ("truncation"); this is not done here: "training.maxLength" sets the longest length.',
    );
  if (padding !== null && padding !== undefined)
    notes.push(
      'The tokenizer.json fills texts up to one length ("padding"); this is not done here: batches are filled when a model needs it.',
    );
  if (model.type !== 'BPE') return notes;
  if (model.dropout)
    notes.push(
      `The tokenizer.json leaves out merges at random ("dropout": ${model.dropout}); this is not done here: a text always has the same ids.`,
    );
  if (model.unk_token && !(model.unk_token in model.vocab))
    notes.push(
      `The tokenizer.json has no token "${model.unk_token.slice(0, 60)}" for what it does not know ("unk_token"): such characters are left out.`,
    );
  return notes;
}
