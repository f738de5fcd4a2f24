// The call `compareLabels`: two people's labels of the same texts, or spans of the same sentences.

import { LabError } from '../../../protocol/labError';
import { labelAgreement, spanAgreement } from '../../labelling/agreement';
import { holdsSpans, type Read, readLabelled, readMarked } from '../../labelling/judgedTexts';
import type { EngineCall } from '../context';

/** Fails as the readers, with `INVALID_ARGUMENT` where one file holds labels and the other spans, and with `CANCELLED`. */
export const compareLabels: EngineCall<'compareLabels'> = async ({ files, text, label, reading }, { signal }) => {
  const [first, other] = files;
  const [isMarked, isOtherMarked] = await Promise.all(files.map(holdsSpans));
  if (isMarked !== isOtherMarked) {
    const [spans, labels] = isMarked ? [first, other] : [other, first];
    throw new LabError(
      'INVALID_ARGUMENT',
      `"${spans}" holds spans of sentences, "${labels}" labels of texts: only files of one kind can be compared.`,
    );
  }
  if (isMarked) {
    const [a, b] = [await readMarked(first, reading, signal), await readMarked(other, reading, signal)];
    return { ...spanAgreement(a.items, b.items), notices: noticesOf(a, b) };
  }
  const read = (file: string) => readLabelled(file, { text, label }, reading, signal);
  const [a, b] = [await read(first), await read(other)];
  return { ...labelAgreement(a.items, b.items), notices: noticesOf(a, b) };
};

const noticesOf = (...read: readonly Read<unknown>[]): string[] => [...new Set(read.flatMap(({ notices }) => notices))];
