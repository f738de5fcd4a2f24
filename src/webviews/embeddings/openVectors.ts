// The vectors that the host has open for this view: what is known of them, their words, and a comparison of two.

import type { Comparison, EmbeddingsOverview, EmbeddingsViewContract } from '../../protocol/embeddingsView';
import type { Client } from '../../protocol/rpc';
import { type Words, wordsOf } from './words/words';

export class OpenVectors {
  /** Undefined until there are any. */
  overview: EmbeddingsOverview | undefined;
  comparison: Comparison | undefined;
  /** Of the first embedding. */
  words: Words;

  /** `onWords`: more words are known. */
  constructor(
    private readonly client: Client<EmbeddingsViewContract>,
    private readonly onWords: () => void,
  ) {
    this.words = wordsOf(client, 0, () => undefined);
  }

  /** Rows are texts. */
  get areTexts(): boolean {
    return this.overview?.sides[0].isSentences ?? false;
  }

  /** True where these are other vectors than before. */
  adopt(overview: EmbeddingsOverview): boolean {
    const isNews = this.overview?.version !== overview.version;
    this.overview = overview;
    if (isNews) this.words = wordsOf(this.client, 0, this.onWords);
    return isNews;
  }

  /** The words that begin so, the most frequent first. */
  async complete(prefix: string): Promise<string[]> {
    const reply = await this.client.call('complete', { side: 0, prefix });
    for (const { row, word } of reply.words) this.words.note(row, word);
    return reply.words.map(({ word }) => word);
  }

  /** Sees to it that the words of these rows are known. */
  fetchWords(rows: Int32Array): Promise<void> {
    return this.words.fetch(rows.reduce((last, row) => Math.max(last, row), -1) + 1);
  }
}
