// The call `checkGradients`: a model that a person wrote, in double precision, beside finite differences.

import path from 'node:path';
import { LabError } from '../../protocol/labError';
import { bernoulliMask } from '../data/bernoulliMask';
import { createRandom, hashText } from '../data/random';
import { checkGradients as checkEncoder } from '../custom/checkGradients';
import { readForCheck } from '../custom/openWritten';
import { writtenFileOf } from '../models/encoders/createEncoder';
import { readPlain } from '../disk/plainFile';
import { decodeWhole } from '../text/encodings/decodeBytes';
import { resolveExperiment } from '../tasks/parseExperiment';
import type { EngineCall } from './context';

export const checkGradients: EngineCall<'checkGradients'> = async ({ file, text, seed = 1 }, { progress, signal }) => {
  progress({ phase: 'Checking gradients' });
  const model = /\.(nlplab\.json|jsonc?)$/i.test(file)
    ? await modelOf(file, text)
    : { file: path.basename(file), options: {} };
  const code = await readForCheck(model, path.dirname(file));
  const { uniform } = createRandom({ seed, stream: 'gradients' });
  return checkEncoder(
    code,
    { options: model.options, needsLast: false, needsAttention: false },
    {
      ...{ seed, uniform, signal },
      masks: (out, keep, stream) => bernoulliMask(out, keep, seed, 1, hashText(stream)),
    },
  );
};

async function modelOf(file: string, given: string | undefined) {
  const text = given ?? (await decodeWhole(await readPlain(file))).text;
  const { model } = resolveExperiment(text, { file });
  const written = writtenFileOf(model);
  if (written) return written;
  throw new LabError(
    'INVALID_ARGUMENT',
    `Gradients are checked of models that people write, of the type "custom"; this experiment has "${model.type}", whose gradients the tests of NLP Lab check.`,
    { file, key: ['model', 'type'] },
  );
}
