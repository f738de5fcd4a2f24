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
  const entries = model.type === 'Unigram' ? unigramEntries(model.vocab) : Object.entries(model.vocab);
  const limit = 2 * (entries.length + added.length) + 1024; // a few gaps occur; an id of millions is nonsense
  const ids = new Map<string, number>();
  const tokens: (string | undefined)[] = [];
  for (const [token, id] of entries) {
    if (typeof id !== 'number' || !Number.isInteger(id) || id < 0 || id >= limit)
      throw new Nonsense(
        `the id of the token ${JSON.stringify(token.slice(0, 60))} is not a number from 0 without large gaps`,
      );
    if (tokens[id] !== undefined) throw new Nonsense(`the id ${id} is given to two tokens`);
    tokens[id] = token;
    ids.set(token, id);
  }
  for (const { id, content } of added) {
    if (id >= limit) throw new Nonsense(`the id ${id} of the added token "${content.slice(0, 60)}" is too large`);
    if (tokens[id] !== undefined && tokens[id] !== content) throw new Nonsense(`the id ${id} is given to two tokens`);
    tokens[id] = content;
  }
  if (tokens.length === 0) throw new Nonsense('its vocabulary is empty');
  return { ids, tokens: Array.from(tokens, (token) => token ?? '') };
}

function unigramEntries(vocab: readonly unknown[]): [string, number][] {
  return vocab.map((entry, id) => {
    if (!Array.isArray(entry) || entry.length !== 2 || typeof entry[0] !== 'string' || !Number.isFinite(entry[1]))
      throw new Nonsense(`piece ${id} is not a pair of text and score`);
    return [entry[0], id];
  });
}
