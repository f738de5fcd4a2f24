// A tagger at work: what it says of each token of sentences, however long: the scores of the tags, or the encoder's states.

import { LabError } from '../../../protocol/labError';
import { answeringBatches } from '../../data/batches';
import { characterRows, makeTagBatch, type EncodedSentences, type TagBatch } from '../../data/tagged/tagBatches';
import { windowsOf } from '../../data/tagged/windows';
import type { WordTable } from '../../data/tagged/wordTable';
import { NO_TAG } from '../../models/heads/tag';
import type { Tagger, TaggerOptions } from '../../models/tagger';
import { columnInput, type FeatureOptions } from '../../models/tokenFeatures';
import { compile, type Feeds, type SessionSettings } from '../../runtime/session';
import { tensor } from '../../runtime/tensor';
import { eachInSteps, pause } from '../../train/inSteps';

type UsedFeatures = Pick<FeatureOptions, 'characters' | 'capitals' | 'shape' | 'columns'> &
  Pick<TaggerOptions, 'attributes'>;

/** How a tagger reads tokens. */
export interface TokenReader {
  used: UsedFeatures;
  /** Tokens are cut into pieces. */
  isCut: boolean;
}

/** What a program is fed of a batch; without `tags`. */
export function feedsOfBatch(batch: TagBatch, table: WordTable, { used, isCut }: TokenReader): Feeds {
  const { time, length: tokens, size, words } = batch;
  const whole = [time, size];
  const feeds: Record<string, Feeds[string]> = {
    ids: tensor('int32', whole, batch.ids),
    mask: tensor('bool', whole, batch.mask),
  };
  if (isCut) feeds.firsts = tensor('int32', [tokens, size], batch.firsts);
  const { columns = [] } = used;
  if (used.characters || used.capitals > 0 || used.shape > 0 || columns.length > 0 || used.attributes)
    feeds.words = tensor('int32', whole, batch.places);
  if (used.characters) {
    const { length, ids, mask } = characterRows(words, table);
    feeds.characters = tensor('int32', [length, words.length], ids);
    feeds.character_mask = tensor('bool', [length, words.length], mask);
  }
  if (used.attributes) {
    const slots = table.attributes[words[0]].length;
    const rows = new Int32Array(words.length * slots);
    words.forEach((word, i) => rows.set(table.attributes[word], i * slots));
    feeds.attributes = tensor('int32', [words.length, slots], rows);
  }
  const each = (of: (word: number) => number) => tensor('int32', [words.length], Int32Array.from(words, of));
  if (used.capitals > 0) feeds.capitals = each((word) => table.capitals[word]);
  if (used.shape > 0) feeds.shape = each((word) => table.shapes[word]);
  columns.forEach(({ column }, i) => (feeds[columnInput(column)] = each((word) => table.columns[word][i])));
  return feeds;
}

export interface TaggerShape extends TokenReader {
  batchSize: number;
  /** Pieces that are read at once. */
  maxLength: number;
}

export interface TaggerSession {
  /** By sentence what is said of its tokens, [tokens, width]. Fails with `CANCELLED`. */
  run(
    parameters: Feeds,
    sentences: Pick<EncodedSentences, 'words'>,
    table: WordTable,
    options?: { signal?: AbortSignal; progress?: (fraction: number) => void },
  ): Promise<Float32Array[]>;
  release(): Promise<void>;
}

/** Parts of a long sentence share so much of it, so that each token is read with what stands around it. */
export const OVERLAP = 1 / 4;

/** @param said of each token, `[tokens, batch, width]`; a program of the tagger */
export async function createTaggerSession(
  said: ReturnType<Tagger['states']>,
  { batchSize, maxLength, ...reader }: TaggerShape,
  settings: SessionSettings,
): Promise<TaggerSession> {
  const program = await compile({ said }, settings, 'inference');
  const width = Number(said.shape[2]);
  return {
    async run(parameters, { words }, table, { signal, progress } = {}) {
      const rows = words.map(({ length }) => new Float32Array(length * width));
      const sizes = await eachInSteps(words, (each) => table.sizesOf(each), signal);
      await pause(signal);
      const windows = windowsOf(sizes, maxLength, Math.floor(maxLength * OVERLAP));
      const lengths = Int32Array.from(windows, ({ size }) => size);
      const plan = answeringBatches(lengths, { batchSize, maxLength });
      for (const [done, members] of plan.entries()) {
        if (signal?.aborted) throw new LabError('CANCELLED', 'Tagging was cancelled.');
        progress?.(done / plan.length);
        const chosen = Array.from(members, (member) => windows[member]);
        const batch = makeTagBatch(chosen, { words, tags: [] }, table, { longest: maxLength, noTag: NO_TAG });
        const results = await program.run({ ...parameters, ...feedsOfBatch(batch, table, reader) });
        const found = results.said.data as Float32Array; // [tokens, size, width]
        chosen.forEach(({ sentence, start, from, to }, column) => {
          for (let t = from; t < to; t++) {
            const at = ((t - start) * batch.size + column) * width;
            rows[sentence].set(found.subarray(at, at + width), t * width);
          }
        });
      }
      return rows;
    },
    release: () => program.release(),
  };
}
