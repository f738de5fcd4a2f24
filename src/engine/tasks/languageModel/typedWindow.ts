// A text that a person typed as a batch of windows: all alike, for a program of training has a fixed number of them, and the mean of the
// same is the same.

import { LabError } from '../../../protocol/labError';
import type { LanguageText } from '../../language/languageText';
import type { Feeds } from '../../runtime/session';
import { tensor } from '../../runtime/tensor';

/** From its beginning on, as much as fits. Fails with `INVALID_ARGUMENT` where there is no token. */
export function typedWindow(
  { begin, encode }: LanguageText,
  typed: string,
  { context, size, carries }: { context: number; size: number; carries: boolean },
): Feeds {
  const all = Int32Array.of(begin, ...encode(typed)).subarray(0, context + 1);
  const time = all.length - 1;
  if (time === 0) throw new LabError('INVALID_ARGUMENT', 'There is no text to look at. Type one.');
  const alike = (from: number) =>
    tensor(
      'int32',
      [time, size],
      Int32Array.from({ length: time * size }, (_, at) => all[from + Math.floor(at / size)]),
    );
  return { ids: alike(0), labels: alike(1), ...(carries && { continues: tensor('float32', [], [0]) }) };
}
