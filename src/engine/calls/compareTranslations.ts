// The call `compareTranslations`. Loaded only when it is made, so that the worker starts without ONNX Runtime.

import { LabError } from '../../protocol/labError';
import type { CompareTranslationsReply } from '../../protocol/translation';
import { differingSentences } from '../translate/differingSentences';
import { judgeTranslation } from '../train/judgeTranslation';
import { comparedWith, type ReportedPart, translationReport } from '../translate/translationReport';
import type { EngineCall, EngineContext } from './context';

/**
 * Judges runs on the same pairs, one after the other, and each beside the first. References are compared in small letters
 * as soon as one of the runs writes only these: figures of runs judged differently say nothing about each other. The runs'
 * own evaluations stay as they are.
 */
export const compareTranslations: EngineCall<'compareTranslations'> = async ({ folders, ...request }, context) => {
  if (folders.length < 2) throw new LabError('INVALID_ARGUMENT', 'Name at least two runs to compare.');
  const judged: ReportedPart[] = [];
  for (const [i, folder] of folders.entries())
    judged.push(await judgeTranslation({ ...request, folder }, partOf(context, i, folders.length)));
  const lowercase = judged.some((part) => part.lowercase);
  const [{ seed }] = judged;
  const parts = judged.map((part) => ({ ...part, lowercase, seed }));
  const [first] = parts;
  for (const part of parts)
    if (part.pairs.length !== first.pairs.length || part.pairs.some(({ line }, i) => line !== first.pairs[i].line))
      throw new LabError('INVALID_DATA', 'The runs read different pairs of this file, so they cannot be compared.');
  return {
    runs: parts.map((part, i): CompareTranslationsReply['runs'][number] => ({
      ...{ folder: folders[i], report: translationReport(part) },
      ...(i === 0 ? {} : { comparison: comparedWith(first, part, seed), differing: differingSentences(first, part) }),
    })),
  };
};

/** The context of the i-th of several equal parts: its progress is that of the whole. */
const partOf = (context: EngineContext, i: number, parts: number): EngineContext => ({
  ...context,
  progress({ fraction, ...rest }) {
    context.progress(fraction === undefined ? rest : { ...rest, fraction: (i + fraction) / parts });
  },
});
