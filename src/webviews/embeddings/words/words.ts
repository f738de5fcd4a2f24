// The words of an embedding by their rows, fetched in blocks and kept.

import type { Client } from '../../../protocol/rpc';
import type { EmbeddingsViewContract, Side } from '../../../protocol/embeddingsView';

const BLOCK = 20_000;

export interface Words {
  /** '' while it is not known. */
  word(row: number): string;
  /** How often it was seen; undefined where that is not known. */
  count(row: number): number | undefined;
  /** Of sentence vectors: the line of the text. */
  line(row: number): number | undefined;
  /** The first row of a word, of those that are known; -1 where there is none. */
  rowOf(word: string): number;
  /** Notes a word that was told on the way. */
  note(row: number, word: string): void;
  /** Sees to it that the first so many rows are known; tells when more are. */
  fetch(upTo: number): Promise<void>;
}

export function wordsOf(client: Client<EmbeddingsViewContract>, side: Side, onMore: () => void): Words {
  const words: string[] = [];
  const counts: (number | undefined)[] = [];
  const lines: (number | undefined)[] = [];
  let fetched = 0;
  let going = Promise.resolve();

  async function fetchTo(upTo: number): Promise<void> {
    while (fetched < upTo) {
      const reply = await client.call('words', { side, first: fetched, count: Math.min(BLOCK, upTo - fetched) });
      if (reply.words.length === 0) return;
      reply.words.forEach((word, i) => {
        words[fetched + i] = word;
        counts[fetched + i] = reply.counts?.[i];
        lines[fetched + i] = reply.lines?.[i];
      });
      fetched += reply.words.length;
      onMore();
    }
  }
  return {
    word: (row) => words[row] ?? '',
    count: (row) => counts[row],
    line: (row) => lines[row],
    rowOf: (word) => words.indexOf(word),
    note: (row, word) => void (words[row] ??= word),
    fetch: (upTo) => (going = going.catch(() => undefined).then(() => fetchTo(upTo))),
  };
}
