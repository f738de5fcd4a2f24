// What a tagger learns from, for programs elsewhere.

import { windowsOf } from '../../data/tagged/windows';
import type { EncodedSentences } from '../../data/tagged/tagBatches';
import type { WordTable } from '../../data/tagged/wordTable';
import type { StoredTensor } from '../../store/safetensors';
import { ragged, vector, type TrainingMaterial } from '../../train/trainingMaterial';
import { columnInput } from '../../models/tokenFeatures';
import type { TaggerModel } from './neuralSchemas';
import { columnsSeenBy } from './taggerModel';
import { requireNoAttributes } from './tokenAttributes';

interface Given {
  parts: Readonly<Record<string, EncodedSentences>>;
  table: WordTable;
  model: TaggerModel;
  batchSize: number;
  maxLength: number;
  isCut: boolean;
}

/** Fails as `requireNoAttributes`. */
export function tagMaterial({ parts, table, model, batchSize, maxLength, isCut }: Given): TrainingMaterial {
  requireNoAttributes(model);
  const data = new Map<string, StoredTensor>();
  for (const [name, { words, tags }] of Object.entries(parts)) {
    const { values, starts } = ragged(words);
    data.set(`${name}.words`, values).set(`${name}.starts`, starts).set(`${name}.tags`, ragged(tags).values);
    const sizes = words.map((each) => table.sizesOf(each));
    const windows = windowsOf(sizes, maxLength, 0).flatMap(({ sentence, start, end }) => [sentence, start, end]);
    data.set(`${name}.windows`, { shape: [windows.length / 3, 3], data: Int32Array.from(windows) });
  }
  const pieces = ragged(table.pieces);
  const characters = ragged(table.characters);
  data.set('words.pieces', pieces.values).set('words.piece_starts', pieces.starts);
  data.set('words.characters', characters.values).set('words.character_starts', characters.starts);
  data.set('words.capitals', vector(Int32Array.from(table.capitals)));
  data.set('words.shape', vector(Int32Array.from(table.shapes)));
  for (const [i, column] of columnsSeenBy(model).entries())
    data.set(`words.${columnInput(column)}`, vector(Int32Array.from(table.columns, (values) => values[i])));
  const features = [
    ...(model.characters ? ['characters'] : []),
    ...(model.capitals > 0 ? ['capitals'] : []),
    ...(model.shape > 0 ? ['shape'] : []),
    ...columnsSeenBy(model).map(columnInput),
  ];
  return { data, reading: { batchSize, maxLength, isCut, features }, objective: {} };
}
