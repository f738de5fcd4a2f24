// A text that a run is judged on, read as the run reads its own: ids on the disk, with its passages.

import { filesOfSource } from '../../../protocol/data';
import { LabError } from '../../../protocol/labError';
import { readCorpus, type CorpusReaderOptions } from '../../data/corpusReader';
import { corpusSourceFiles } from '../../data/corpusSources';
import type { LanguageText } from '../../language/languageText';
import { createTokenStore } from '../../store/tokenStore';
import type { Judged } from '../openModel';
import { linesOf } from './encodeTexts';
import { PartWriter, type JudgedText } from './partWriter';

/** Fails as reading texts does, and with `INVALID_DATA` for an empty text. What it gives is to be closed. */
export async function readJudged(
  { data, baseFolder }: Pick<Judged, 'data' | 'baseFolder'>,
  text: LanguageText,
  reading: CorpusReaderOptions,
): Promise<JudgedText & { close(): void }> {
  if (typeof data !== 'string')
    throw new LabError('INVALID_ARGUMENT', 'This run is a language model: name one text, table or folder of texts.');
  const files = await Promise.all(filesOfSource(data).map((name) => corpusSourceFiles(name, baseFolder)));
  const store = createTokenStore(text.vocabulary.tokens.length);
  try {
    const writer = new PartWriter(store, text);
    for await (const lines of linesOf(readCorpus(files.flat(), reading))) writer.add(lines);
    const part = writer.end();
    if (part.length > 0) return { ...part, close: () => store.close() };
    throw new LabError('INVALID_DATA', `"${data}" holds no text.`, { file: files.flat()[0] });
  } catch (error) {
    store.close();
    throw error;
  }
}
