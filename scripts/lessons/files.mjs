// The corpora of lessons that are drawn and not written by hand, as they must be.
import { attention } from './attention.mjs';
import { beamSearch } from './beamSearch.mjs';
import { encoderDecoder } from './encoderDecoder.mjs';
import { gates } from './gates.mjs';
import { pretraining } from './pretraining.mjs';
import { recurrent } from './recurrent.mjs';
import { transformer } from './transformer.mjs';
import { vanishing } from './vanishing.mjs';

/** By folder in `samples/lessons`, what makes its files. */
const LESSONS = {
  '05-recurrent': recurrent,
  '06-vanishing': vanishing,
  '07-gates': gates,
  '08-encoder-decoder': encoderDecoder,
  '09-attention': attention,
  '10-transformer': transformer,
  '11-pretraining': pretraining,
  '12-beam-search': beamSearch,
};

/** By path below the project's root. */
export const lessonFiles = () =>
  Object.fromEntries(
    Object.entries(LESSONS).flatMap(([lesson, files]) =>
      Object.entries(files()).map(([name, text]) => [`samples/lessons/${lesson}/${name}`, text]),
    ),
  );
