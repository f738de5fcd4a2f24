// A masked language model as a graph: `model` gives the log probabilities of all tokens at chosen places.

import type { MaskedModel } from '../../models/maskedModel';
import type { Feeds } from '../../runtime/session';
import { specialOf } from '../../text/maskToken';
import type { ExportedModel, ExportedTokenizer } from '../exportedModel';
import type { AroundMasked } from './around';
import { BLANK_PATTERN } from './blanks';
import { keepsSpaces, type Filling } from './fillBlanks';
import { shownToken } from './shownPlaces';

interface Parts {
  experiment: Pick<AroundMasked, 'clean'>;
  model: MaskedModel;
  parameters: Feeds;
  filling: Pick<Filling, 'masked' | 'side' | 'maxLength'>;
  tokenizer: Pick<ExportedTokenizer, 'text' | 'file'>;
}

export function maskedGraphs({ experiment, model, parameters, filling, tokenizer }: Parts): ExportedModel {
  const { masked, side, maxLength } = filling;
  const { text, mask } = masked;
  const isSpecial = specialOf(text.vocabulary);
  const vocabulary = text.vocabulary.tokens.map((token, id) => ({
    token,
    text: isSpecial(id) ? null : shownToken(text, id),
  }));
  return {
    use: 'blanks',
    graphs: { model: { outputs: model.filling(), parameters } },
    tokenizers: { tokenizer: { ...tokenizer, specialTokens: 'recognise' } }, // a mask that a person types is one
    cleaning: experiment.clean,
    facts: { answer: 'blanks', blanks: { blank: BLANK_PATTERN, mask, maxLength, keepsSpaces: keepsSpaces(side) } },
    documents: { 'vocabulary.json': `${JSON.stringify(vocabulary)}\n` },
  };
}
