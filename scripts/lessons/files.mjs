// The corpora of lessons that are drawn and not written by hand, as they must be.
import { encoderDecoder } from './encoderDecoder.mjs';
import { gates } from './gates.mjs';
import { recurrent } from './recurrent.mjs';
import { vanishing } from './vanishing.mjs';

/** By folder in `samples/lessons`, what makes its files. */
const LESSONS = {
  '05-recurrent': recurrent,
  '06-vanishing': vanishing,
  '07-gates': gates,
  '08-encoder-decoder': encoderDecoder,
};

/** By path below the project's root. */
export const lessonFiles = () =>
  Object.fromEntries(
    Object.entries(LESSONS).flatMap(([lesson, files]) =>
      Object.entries(files()).map(([name, text]) => [`samples/lessons/${lesson}/${name}`, text]),
    ),
  );
