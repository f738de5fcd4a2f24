// A text that a person typed as an example of the data: cleaned as they are, with its right answer.

import type { TypedText } from '../../../protocol/gradients';
import { LabError } from '../../../protocol/labError';
import type { LabeledText } from '../../data/labeledText';

/** Fails with `INVALID_ARGUMENT`. @param texts of an example @param clean cleans texts as those of the data were */
export function typedExample(
  { text, answer }: TypedText,
  { texts, clean }: { texts: number; clean: (texts: string[]) => string[] },
): LabeledText {
  if (texts > 1)
    throw new LabError('INVALID_ARGUMENT', 'This run reads pairs of texts: look at one of its batches, not at a text.');
  const [cleaned] = clean([text]);
  if (cleaned.trim() === '') throw new LabError('INVALID_ARGUMENT', 'There is no text to look at. Type one.');
  if (answer.trim() === '')
    throw new LabError(
      'INVALID_ARGUMENT',
      'The gradients are those of the loss: type the right answer to the text, too, as it stands in the data.',
    );
  return { texts: [cleaned], label: answer.trim(), file: 'the text', line: 1 };
}
