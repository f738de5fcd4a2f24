// The texts that a run is asked about, and the data that it is judged on, as its experiment reads and cleans them.

import type { AnySource, DataSource } from '../../../protocol/data';
import type { TextCleaning } from '../../data/cleanTexts';
import { loadExamples } from '../../data/examples';
import type { LabeledText } from '../../data/labeledText';
import { readingOf } from '../../data/readingOf';
import { cutIntoTexts, grouped, textsOfExample, type TextColumns } from '../../data/severalTexts';
import type { TextDataOptions } from '../../schema/labelledData';
import type { JudgingContext } from '../../train/preparedRun';
import type { Judged } from '../openModel';

export interface AskedData {
  data: TextDataOptions;
  cleaning(): Promise<TextCleaning>;
}

/** The texts of each example, cleaned. Fails as `cutIntoTexts`. @param count of the texts of an example */
export async function cutAndCleaned(
  inputs: readonly string[],
  { data, cleaning }: AskedData,
  count = textsOfExample(data.text),
): Promise<string[][]> {
  const cut = cutIntoTexts(inputs, count);
  return grouped((await cleaning()).texts(cut.flat()), count);
}

interface ReadOptions extends AskedData, Pick<JudgingContext, 'signal' | 'log'> {
  mayLackLabel?: boolean;
}

/** Columns and ways of reading are those of the request, else of the experiment. Fails as `loadExamples`. */
export async function readExamples(
  request: Omit<Judged, 'data'> & { data: Extract<AnySource, DataSource> },
  { data, cleaning, mayLackLabel, signal, log }: ReadOptions,
): Promise<LabeledText[]> {
  const { text, label } = request.columns ?? {};
  const loaded = await loadExamples(request.data, {
    ...{ baseFolder: request.baseFolder, mayLackLabel, signal },
    ...{ text: namedColumns(text, data.text), label: label ?? data.label },
    ...readingOf(data, request.reading, request.header),
  });
  for (const message of loaded.notices) log({ level: 'warning', message });
  return (await cleaning()).examples(loaded.examples).examples;
}

/** Of pairs the names of two columns, with a comma between them. */
function namedColumns(given: string | undefined, own: TextColumns): TextColumns {
  if (given === undefined) return own;
  const names = given.split(',').map((name) => name.trim());
  return textsOfExample(own) > 1 && names.length === textsOfExample(own) ? names : given;
}
