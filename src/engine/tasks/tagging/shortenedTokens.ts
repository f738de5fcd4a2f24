// Tokens that have more pieces than a model reads at once.

import path from 'node:path';
import type { TaggedSentence } from '../../data/tagged/taggedSentence';
import type { EncodedSentences } from '../../data/tagged/tagBatches';
import type { WordTable } from '../../data/tagged/wordTable';

interface ReadPart extends Pick<EncodedSentences, 'words'> {
  sentences: readonly TaggedSentence[];
}

/** A notice for each part with such tokens. */
export function shortenedTokens(parts: Record<string, ReadPart>, table: WordTable): string[] {
  const notices: string[] = [];
  for (const [name, { words, sentences }] of Object.entries(parts)) {
    const places = words.flatMap((sentence, i) =>
      [...sentence.keys()].flatMap((t) =>
        table.shortened.has(sentence[t]) ? [{ ...sentences[i], line: sentences[i].lines[t] }] : [],
      ),
    );
    if (places.length === 0) continue;
    const [{ file, line }] = places;
    notices.push(
      `${places.length} tokens of the ${name} part have more than ${table.longest} pieces, of which the first ${table.longest} are read (first "${path.basename(file)}", line ${line}). Raise "training.maxLength" to read more.`,
    );
  }
  return notices;
}
