// The call `translate`. Loaded only when it is made, so that the worker starts without ONNX Runtime.

import { LabError } from '../../protocol/labError';
import { prepareCleaning } from '../data/cleanTexts';
import { defaultBleu, sentenceBleu } from '../metrics/bleu';
import { writesLowercase } from '../train/translationTask';
import { longTextWarnings, translateTexts } from '../translate/translator';
import type { EngineCall } from './context';
import { keptTranslators } from './keptTranslators';

/** Decodes texts, in order. */
export const translate: EngineCall<'translate'> = async (request, { progress, log, signal }) => {
  const { folder, texts, decoding, attention, search = false, references, checkpoint } = request;
  if (references && references.length !== texts.length)
    throw new LabError('INVALID_ARGUMENT', `${texts.length} texts need as many references, not ${references.length}.`);
  if (search && texts.length > 1)
    throw new LabError('INVALID_ARGUMENT', 'The whole search is returned for one text at a time.');
  return keptTranslators.use(folder, checkpoint, async (translator) => {
    const { experiment, record, notice, parameters } = translator;
    if (notice) log({ level: 'warning', message: notice });
    const cleaned = (await prepareCleaning(experiment.clean, record.baseFolder)).texts(texts);
    for (const message of longTextWarnings(translator, cleaned)) log({ level: 'warning', message });
    const found = await translateTexts(translator, parameters, cleaned, {
      ...{ decoding, attention, search, signal },
      progress: (fraction) => progress({ phase: 'Translating', fraction }),
    });
    const options = { ...defaultBleu, lowercase: writesLowercase(experiment) };
    const translations = found.map((translation, i) => ({
      ...translation,
      input: texts[i],
      ...(references
        ? { bleu: translation.outputs.map((output) => sentenceBleu(output.text, [references[i]], options)) }
        : {}),
    }));
    return { translations };
  });
};
