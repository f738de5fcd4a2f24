// A trained masked language model at work: it fills in blanks, and is judged on texts.

import path from 'node:path';
import { LabError } from '../../../protocol/labError';
import { prepareCleaning, type TextCleaning } from '../../data/cleanTexts';
import { readingOf } from '../../data/readingOf';
import { deviceOrCpu } from '../../runtime/device';
import { threadsOf } from '../../runtime/machine';
import { openTextSide } from '../../sequence/sequenceText';
import { runFiles } from '../../store/runFolder';
import { readStopWords } from '../../text/cleaning/ownStopWords';
import { storedParameters } from '../../train/parameterValues';
import { readJudged } from '../languageModel/readJudged';
import type { OpenModel } from '../openModel';
import { refusePredictions } from '../refusePredictions';
import type { RunParts } from '../task';
import { attendMasked } from './attendMasked';
import { fillBlanks, type Filling } from './fillBlanks';
import { judgedPieces, judgeMasked, requirePlaces } from './judgeMasked';
import { maskedGraphs } from './maskedGraphs';
import { createMaskedSession } from './maskedSession';
import { maskedModelOf } from './maskedModelOf';
import { maskedTextOf, openMaskedText } from './maskedText';
import { portableMasked } from './portableMasked';
import type { MaskedLanguageModelExperiment } from './schema';
import { traceMasked } from './traceMasked';

/** Fails with `INVALID_FILE` where files do not fit. */
export async function openMasked(parts: RunParts<MaskedLanguageModelExperiment>): Promise<OpenModel> {
  const { record, experiment, checkpoint, read } = parts;
  const { data, clean, masking, training, runtime, tokenizer } = experiment;
  const { baseFolder } = record;
  const { maxLength } = training;
  const text = await openMaskedText(experiment, baseFolder, read);
  const masked = maskedTextOf(text, masking);
  const model = maskedModelOf(experiment, text.vocabulary.tokens.length);
  const opened = checkpoint();
  const file = path.join(opened.folder, 'model.safetensors');
  if (masked.mask < 0)
    throw new LabError('INVALID_FILE', `The tokenizer of the run "${record.name}" has lost its mask. Train it again.`, {
      file: read(runFiles.tokenizer).file,
    });
  const parameters = storedParameters(model.parameters, opened.checkpoint.model, file);
  const settings = { device: await deviceOrCpu(runtime.device ?? 'cpu'), threads: threadsOf(runtime.threads) };
  const session = createMaskedSession(model, training, settings);
  // What people type as a mask is one; in texts that are learned from and judged it is text.
  const side = await openTextSide({ ...tokenizer, specialTokens: 'recognise' }, baseFolder, read(runFiles.tokenizer));
  let cleaning: Promise<TextCleaning> | undefined;
  const filling = async (): Promise<Filling> => {
    const { texts } = await (cleaning ??= prepareCleaning(clean, baseFolder));
    return { session, parameters, masked, side, maxLength, clean: texts };
  };
  const refuse = (what: string): LabError =>
    new LabError('INVALID_ARGUMENT', `The run "${record.name}" fills in blanks: ${what}`);

  return {
    async ask({ texts, choices }, { signal }) {
      const found = [];
      for (const [number, each] of texts.entries()) {
        if (signal.aborted) throw new LabError('CANCELLED', 'Filling in was cancelled.');
        found.push(
          await fillBlanks(each, await filling(), choices).catch((error: unknown) =>
            inText(error, number, texts.length),
          ),
        );
      }
      return found;
    },

    async judge(
      { data: source, baseFolder: folder, columns, header, reading, predictions },
      { progress, log, signal },
    ) {
      refusePredictions({ predictions });
      progress({ phase: 'Reading' });
      const { ownStopWords } = await readStopWords(clean, baseFolder);
      const part = await readJudged({ data: source, baseFolder: folder }, text, {
        ...{
          column: columns?.text ?? data.text,
          reading: readingOf(data, reading, header),
          clean,
          ownStopWords,
          signal,
        },
        noted: (message) => log({ level: 'warning', message }),
      });
      try {
        const judged = requirePlaces(judgedPieces(part, masked, experiment), 'text');
        const named = path.basename(String(source));
        return await judgeMasked(
          judged,
          { session, parameters, progress, signal },
          { masked, experiment, source: named },
        );
      } finally {
        part.close();
      }
    },

    async attend({ source }) {
      return attendMasked(source, await filling());
    },

    async trace({ text: source }) {
      return traceMasked(source, await filling(), { model, settings });
    },

    attribute: () => Promise.reject(refuse('shares are told of labels, numbers and tags.')),

    explain() {
      throw refuse('it has no weights for single words.');
    },

    graphs: () =>
      maskedGraphs({
        ...{ experiment, model, parameters, filling: { masked, side, maxLength } },
        tokenizer: read(runFiles.tokenizer),
      }),
    network() {
      if (experiment.sentencePairs)
        throw new LabError(
          'INVALID_ARGUMENT',
          `The run "${record.name}" has learned pairs of texts ("sentencePairs"), which is not written as modules of PyTorch. Export its graph (--to onnx) or its encoder (--to bert).`,
        );
      if (experiment.replacedTokens)
        throw new LabError(
          'INVALID_ARGUMENT',
          `The run "${record.name}" has a generator beside its encoder ("replacedTokens"), which is not written as modules of PyTorch. Export its graph (--to onnx) or its encoder (--to bert).`,
        );
      return {
        ...portableMasked(experiment.model, { vocabulary: text.vocabulary.tokens.length, longest: maxLength }),
        ...{ learned: parameters, cleaning: clean, facts: { maskId: masked.mask, maxLength } },
        tokenizers: { tokenizer: { ...read(runFiles.tokenizer), specialTokens: 'recognise' } },
      };
    },

    release: () => session.release(),
  };
}

/** Says which of several texts it is. */
function inText(error: unknown, number: number, of: number): never {
  if (of === 1 || !(error instanceof LabError) || error.code !== 'INVALID_ARGUMENT') throw error;
  throw new LabError(error.code, `Text ${number + 1}: ${error.message}`, error.place, { cause: error });
}
