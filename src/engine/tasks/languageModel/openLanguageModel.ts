// A trained language model at work: judged on texts, gone on with, asked how probable texts are.

import path from 'node:path';
import { LabError } from '../../../protocol/labError';
import { readingOf } from '../../data/readingOf';
import { readStopWords } from '../../text/cleaning/ownStopWords';
import type { OpenModel } from '../openModel';
import { refusePredictions } from '../refusePredictions';
import type { RunParts } from '../task';
import { languageFamilyOf } from './families';
import { scoredText } from './judgedText';
import { languagePart } from './languagePart';
import { readJudged } from './readJudged';
import type { LanguageModelExperiment } from './schema';
import { seenAs } from './seenText';

export async function openLanguageModel(parts: RunParts<LanguageModelExperiment>): Promise<OpenModel> {
  const { record, experiment } = parts;
  const { data, clean, seed, evaluation, tokenizer } = experiment;
  const opened = await languageFamilyOf(experiment.model).open(parts);
  const { model: language } = opened;
  const refuse = (what: string): LabError =>
    new LabError('INVALID_ARGUMENT', `The run "${record.name}" is a language model: ${what}`);

  return {
    language,

    teaching: {
      kind: 'language',
      ...{ tokens: language.text.vocabulary.tokens, context: language.context },
      async follow(ids, before, { count, signal }) {
        const { best } = await language.score(ids, { before, best: count, signal });
        return best ?? { count: 0, tokens: new Int32Array(0), logProbabilities: new Float32Array(0) };
      },
      ...(language.states && { states: language.states }),
      judge: (text, judging) => language.judge(text, { ...judging, stride: evaluation.stride || language.context }),
    },

    ask: () => Promise.reject(refuse('it goes on with texts and scores them, and gives no answers to them.')),

    async judge({ data: source, baseFolder, columns, header, reading, predictions }, { progress, log, signal }) {
      refusePredictions({ predictions });
      progress({ phase: 'Reading' });
      const { ownStopWords } = await readStopWords(clean, record.baseFolder);
      const text = await readJudged({ data: source, baseFolder }, language.text, {
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
        const stride = evaluation.stride || language.context;
        const told = (fraction: number): void => progress({ phase: 'Evaluating', fraction });
        const scored = await scoredText(text, (add) =>
          language.judge(text, { told: add, stride, signal, progress: told }),
        );
        const seen = seenAs(language.context, evaluation.stride);
        const name = path.basename(String(source));
        return languagePart(scored, { seed, source: name, seen, lowercase: tokenizer.lowercase });
      } finally {
        text.close();
      }
    },

    attend(request, context) {
      if (!opened.attend) return Promise.reject(refuse('it has no attention. Choose a transformer.'));
      return opened.attend(request, context);
    },

    ...(opened.trace && { trace: opened.trace }),
    ...(opened.graphs && { graphs: opened.graphs }),
    ...(opened.network && { network: opened.network }),

    attribute: () => Promise.reject(refuse('shares are told of labels, numbers and tags.')),

    explain() {
      throw refuse('it has no weights for single words.');
    },

    release: () => language.release(),
  };
}
