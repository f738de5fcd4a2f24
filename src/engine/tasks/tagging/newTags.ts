// Tags that occur outside of the training part alone: what nobody has shown a model cannot be found.

import path from 'node:path';
import type { TaggedSentence } from '../../data/tagged/taggedSentence';

interface NumberedPart {
  sentences: readonly TaggedSentence[];
  /** By sentence; negative where the training part does not have the tag. */
  tags: readonly Int32Array[];
}

/** A notice for each part with such tags. */
export function newTags(parts: Record<string, NumberedPart>): string[] {
  const notices: string[] = [];
  for (const [name, { tags, sentences }] of Object.entries(parts)) {
    const first = tags.findIndex((sentence) => sentence.some((tag) => tag < 0));
    if (first < 0) continue;
    const count = tags.reduce((sum, sentence) => sum + sentence.filter((tag) => tag < 0).length, 0);
    const at = tags[first].findIndex((tag) => tag < 0);
    const { file, lines, tags: named } = sentences[first];
    notices.push(
      `${count} tags of the ${name} part do not occur in the training part, so they cannot be learned (first "${path.basename(file)}", line ${lines[at]}: ${named[at]}).`,
    );
  }
  return notices;
}
