// A classifier that fastText's program trained, `.bin` or `.ftz`, asked as a run is.

import path from 'node:path';
import type { RunRecord } from '../../../../protocol/run';
import { readClassifier } from '../../../embeddings/classifier/readClassifier';
import { requireMemory } from '../../../runtime/machine';
import { classificationDataSchema } from '../../../schema/labelledData';
import type { OpenModel } from '../../openModel';
import { labelModel } from '../labelModel';
import { FASTTEXT_ABILITIES } from './abilities';
import type { CutText, TextCutter } from './explain';
import { fastTextClassifier } from './openFastText';

/** With a record as a run's, of which nothing is kept. Fails as `readClassifier`. */
export async function openFastTextFile(file: string): Promise<OpenModel & { record: RunRecord }> {
  const { words, ...read } = await readClassifier(file, { requireMemory });
  const { labels } = read;
  const around = { clean: [], seed: 1, data: classificationDataSchema.parse({ train: file }) };
  const classifier = fastTextClassifier(read, words, atSpaces, labels);
  const model = labelModel({ labels, modelType: 'fasttext', around, baseFolder: '', classifier });
  return { ...model, record: recordOf(file, labels) };
}

function recordOf(file: string, labels: readonly string[]): RunRecord {
  const name = path.basename(file);
  const nothing = { seconds: 0, seed: 0, parameters: 0, epochs: 0, epoch: 0, step: 0, metrics: {}, hashes: {} };
  return {
    ...{
      format: 1,
      id: name,
      name,
      task: 'classification',
      abilities: [...FASTTEXT_ABILITIES],
      modelType: 'fasttext',
    },
    ...{ status: 'completed', createdAt: '1970-01-01T00:00:00.000Z', device: 'cpu', threads: 1, ...nothing },
    ...{ versions: {}, labels: [...labels], notices: [], baseFolder: path.dirname(file) },
  };
}

/** At the characters at which the program cuts (dictionary.cc, readWord). */
export function cutAtSpaces(text: string): CutText {
  const found = [...text.matchAll(/[^ \n\r\t\v\f\0]+/g)];
  return {
    tokens: found.map(([token]) => token),
    offsets: found.map(({ 0: token, index }) => [index, index + token.length]),
  };
}

const atSpaces: TextCutter = { tokenize: cutAtSpaces, tokensOf: (text) => cutAtSpaces(text).tokens };
