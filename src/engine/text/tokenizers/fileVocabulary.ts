// The tokens of a tokenizer.json by their ids.

import { Nonsense } from './nonsense';
import type { TokenizerSpec } from './spec';

interface Vocabulary {
  /** Of the model alone. */
  ids: Map<string, number>;
  /** Added tokens included. */
  tokens: string[];
}

/** Fails with `Nonsense` where ids are none, far apart, or given twice. */
export function vocabularyOf({ model, added_tokens: added }: TokenizerSpec): Vocabulary {
  const names = model.type === 'Unigram' ? unigramTokens(model.vocab) : Object.keys(model.vocab);
  const limit = 2 * (names.length + added.length) + 1024; // a few gaps occur; an id of millions is nonsense
  const ids = new Map<string, number>();
  const tokens = new Array<string | undefined>(limit); // in one piece: ids come in any order
  let length = 0;
  names.forEach((token, at) => {
    const id = model.type === 'Unigram' ? at : model.vocab[token];
    if (typeof id !== 'number' || !Number.isInteger(id) || id < 0 || id >= limit)
      throw new Nonsense(
        `the id of the token ${JSON.stringify(token.slice(0, 60))} is not a number from 0 without large gaps`,
      );
    if (tokens[id] !== undefined) throw new Nonsense(`the id ${id} is given to two tokens`);
    tokens[id] = token;
    ids.set(token, id);
    if (id >= length) length = id + 1;
  });
  for (const { id, content } of added) {
    if (id >= limit) throw new Nonsense(`the id ${id} of the added token "${content.slice(0, 60)}" is too large`);
    if (tokens[id] !== undefined && tokens[id] !== content) throw new Nonsense(`the id ${id} is given to two tokens`);
    tokens[id] = content;
    if (id >= length) length = id + 1;
  }
  if (length === 0) throw new Nonsense('its vocabulary is empty');
  return { ids, tokens: Array.from({ length }, (_, id) => tokens[id] ?? '') };
}

function unigramTokens(vocab: readonly unknown[]): string[] {
  return vocab.map((entry, id) => {
    if (!Array.isArray(entry) || entry.length !== 2 || typeof entry[0] !== 'string' || !Number.isFinite(entry[1]))
      throw new Nonsense(`piece ${id} is not a pair of text and score`);
    return entry[0];
  });
}
