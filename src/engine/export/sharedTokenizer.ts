// A run's tokenizer.json as Hugging Face's library reads it, with the ids that the run gives.

import { LabError } from '../../protocol/labError';
import { parseTokenizerFile } from '../text/tokenizers/parseTokenizerFile';
import type { ModelSpec, PreTokenizerSpec, TokenizerSpec } from '../text/tokenizers/spec';
import { openTokenizer } from '../text/tokenizer';
import { analyserOfStage } from '../../protocol/analysers/analysers';
import type { ExportedTokenizer } from '../tasks/exportedModel';

export interface SharedTokenizer {
  text: string;
  /** What is added to every id of the file: the model's own special tokens come before a vocabulary from elsewhere. */
  offset: number;
  /** The id of the file that becomes the model's unknown token, where it is another one. */
  unknown?: number;
}

/**
 * No text has a token with this character (U+FFFF is none that may stand in texts): where a run reads special tokens in texts as
 * text, they are called by it, since the library would find them.
 */
const NEVER_IN_TEXT = '\uffff';

/** Fails with `INVALID_ARGUMENT`, naming what the library does not know. */
export function sharedTokenizer({ text, file, specialTokens }: ExportedTokenizer): SharedTokenizer {
  const spec = parseTokenizerFile(text);
  refuseUnknownStages(spec.pre_tokenizer ?? undefined);
  refuseDropped(spec.model);
  const { vocabulary } = openTokenizer(text, file);
  const { pipeline } = vocabulary.file ?? {};
  const offset = vocabulary.tokens.length - (pipeline?.tokens.length ?? 0);
  const written = specialTokens === 'text' ? withHiddenSpecials(spec) : spec;
  return {
    text: `${JSON.stringify({
      ...{ version: '1.0', truncation: null, padding: null, added_tokens: written.added_tokens },
      ...{ normalizer: written.normalizer ?? null, pre_tokenizer: written.pre_tokenizer ?? null },
      ...{ post_processor: written.post_processor ?? null, decoder: written.decoder ?? null },
      model: alwaysTheSame(written.model),
    })}\n`,
    offset,
    ...(offset > 0 && pipeline?.unknownId !== undefined && { unknown: pipeline.unknownId }),
  };
}

const refused = (what: string): LabError =>
  new LabError(
    'INVALID_ARGUMENT',
    `The run's tokenizer cannot be expressed for other programs: ${what}. Train with another tokenizer, e.g. "word" or "bpe", to export graphs.`,
  );

function refuseUnknownStages(stage: PreTokenizerSpec | undefined): void {
  if (stage?.type === 'Sequence') return stage.pretokenizers.forEach(refuseUnknownStages);
  if (stage?.type === 'Segmenter') throw refused('"segmenter" cuts by the rules of this Node, which they do not have');
  const analyser = stage && analyserOfStage(stage.type);
  if (analyser) throw refused(`it cuts by the morphemes of ${analyser.name}, which they do not have`);
}

/** The library fails where such a word has no token; here it is left out. */
function refuseDropped(model: ModelSpec): void {
  if (model.type === 'BPE') return;
  const hasUnknown =
    model.type === 'Unigram' ? typeof model.unk_id === 'number' : Object.hasOwn(model.vocab, model.unk_token);
  if (!hasUnknown) throw refused('it leaves out words that it does not know (it has no token for them)');
}

/** A text always has the same ids. */
function alwaysTheSame(model: ModelSpec): ModelSpec {
  if (model.type !== 'BPE') return model;
  const isKnown = typeof model.unk_token === 'string' && Object.hasOwn(model.vocab, model.unk_token);
  return { ...model, dropout: null, unk_token: isKnown ? model.unk_token : null };
}

function withHiddenSpecials(spec: TokenizerSpec): TokenizerSpec {
  const specials = new Set(spec.added_tokens.flatMap(({ special, content }) => (special ? [content] : [])));
  const hidden = (token: string): string => (specials.has(token) ? token + NEVER_IN_TEXT : token);
  return {
    ...spec,
    added_tokens: spec.added_tokens.map((token) => ({ ...token, content: hidden(token.content) })),
    model: withNames(spec.model, hidden),
  };
}

function withNames(model: ModelSpec, named: (token: string) => string): ModelSpec {
  if (model.type === 'Unigram')
    return { ...model, vocab: model.vocab.map((entry) => (isPiece(entry) ? [named(entry[0]), entry[1]] : entry)) };
  const vocab = Object.fromEntries(Object.entries(model.vocab).map(([token, id]) => [named(token), id]));
  const unknown = model.unk_token;
  if (model.type === 'BPE') return { ...model, vocab, unk_token: typeof unknown === 'string' ? named(unknown) : null };
  return { ...model, vocab, unk_token: named(model.unk_token) };
}

const isPiece = (entry: unknown): entry is [string, unknown] => Array.isArray(entry) && typeof entry[0] === 'string';
