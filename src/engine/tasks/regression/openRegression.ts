// A trained model of numbers that is open: asked about texts, or judged on data with numbers.

import path from 'node:path';
import type { NumberAnswer } from '../../../protocol/answer';
import { filesOfSource } from '../../../protocol/data';
import { LabError } from '../../../protocol/labError';
import { prepareCleaning } from '../../data/cleanTexts';
import { loadNumbers, numbersOf } from '../../data/numbers';
import { textsOfExample } from '../../data/severalTexts';
import { cutWarnings } from '../../data/textCut';
import { analyserFor } from '../../data/tokenizerInputs';
import type { CountedTokens } from '../../data/unknownTokens';
import { spreadOfParameters } from '../../models/heads/number';
import { attribute } from '../../explain/attribute';
import { alone } from '../../explain/explainedText';
import { numberModelInference } from '../../models/classifierPrograms';
import { createNumberModel } from '../../models/textClassifier';
import { runFiles } from '../../store/runFolder';
import { wholeTextAsked } from '../askedAttribution';
import type { Asked, Attended, Judged, OpenModel } from '../openModel';
import { refusePredictions } from '../refusePredictions';
import type { RunParts } from '../task';
import { cutAndCleaned, readExamples } from '../texts/askedTexts';
import { attentionReply } from '../texts/attentionReply';
import { openTexts } from '../texts/openTexts';
import { textEmbedding } from '../texts/textEmbedding';
import { numberPart, shownNumber } from './numberPart';
import type { RegressionExperiment } from './schema';

export async function openRegression(parts: RunParts<RegressionExperiment>): Promise<OpenModel> {
  const { record, experiment, read } = parts;
  const { data, training, model, clean, seed } = experiment;
  const analyser = await analyserFor(experiment.tokenizer, read(runFiles.tokenizer).text, record.baseFolder);
  const { padding, maxLength: longest } = training;
  const texts = textsOfExample(data.text);
  const opened = await openTexts(
    { ...parts, model, analyser },
    (sizes) => createNumberModel(model, { padding, longest, texts, ...sizes }),
    { inference: numberModelInference, scores: (numbers) => numberModelInference(numbers).answers },
  );
  const scale = { ...training, spread: spreadOfParameters(opened.parameters) };
  const cleaning = () => prepareCleaning(clean, record.baseFolder);

  return {
    async ask({ texts: inputs, ...more }: Asked, { signal, log }) {
      refuseOthers(more);
      const cleaned = await cutAndCleaned(inputs, { data, cleaning });
      const weights = new Map<number, number[]>();
      const attention = (example: number, each: number[]) => weights.set(example, each);
      const numbers = await opened.answers(cleaned, { signal, attention });
      const answers = inputs.map((input, i): NumberAnswer => ({
        kind: 'number',
        ...{ input, output: shownNumber(numbers[i]), value: numbers[i] },
        ...opened.tokensOf(cleaned[i]),
        weights: weights.get(i),
      }));
      for (const message of cutWarnings(answers)) log({ level: 'warning', message });
      return answers;
    },

    async judge(request: Judged, { progress, log, signal }) {
      const source = numberedSource(request);
      progress({ phase: 'Reading' });
      const examples = await readExamples({ ...request, data: source }, { data, cleaning, signal, log });
      const right = numbersOf(examples, request.columns?.label ?? data.label);
      progress({ phase: 'Evaluating' });
      let unknown: CountedTokens | undefined;
      const given = await opened.answers(
        examples.map((example) => example.texts),
        { signal, unknown: (found) => (unknown = found) },
      );
      const names = filesOfSource(source).map((file) => path.basename(file));
      const answered = { examples, right, given: Float64Array.from(given), source: names.join(', '), scale };
      return numberPart(answered, { seed, unknown });
    },

    async attend({ source, target, decoding }: Attended, { signal }) {
      if (target !== undefined) throw noOutput();
      refuseOthers({ decoding });
      const [cleaned] = await cutAndCleaned([source], { data, cleaning });
      return attentionReply(opened, { given: source, cleaned, signal }, ([value]) => ({ output: shownNumber(value) }));
    },

    async attribute({ text, target, ...asked }, { signal, progress: told }) {
      if (target !== undefined) throw noOutput();
      const [cleaned] = await cutAndCleaned([text], { data, cleaning });
      const [number] = await opened.answers([cleaned], { signal });
      const progress = (fraction: number): void => told({ phase: 'Explaining', fraction });
      const score = { direction: alone(1, 0), target: 0, signal, progress };
      const found = await attribute(opened.explained(cleaned), { ...wholeTextAsked(asked), ...score });
      return { ...found, answer: shownNumber(number), targets: [], texts: cleaned };
    },

    async trace({ text }) {
      const [cleaned] = await cutAndCleaned([text], { data, cleaning });
      return opened.trace(cleaned, [data.label]);
    },

    explain() {
      throw new LabError('INVALID_ARGUMENT', `A model of type "${record.modelType}" has no weights for single words.`);
    },

    embedding: textEmbedding({
      ...{ vectors: opened.vectors, data, cleaning },
      own: {
        baseFolder: record.baseFolder,
        hashes: record.hashes,
        parts: (signal) => loadNumbers(data, { baseFolder: record.baseFolder, seed, clean, signal }),
      },
    }),

    network: () => opened.network(),

    graphs() {
      const { facts, ...exported } = opened.graphs('numbers');
      return { ...exported, facts: { answer: 'number', ...facts } };
    },

    release: () => opened.release(),
  };
}

const noOutput = (): LabError =>
  new LabError('INVALID_ARGUMENT', 'This run gives numbers: it has no labels, and there is nothing to decode.');

function refuseOthers({ decoding, attention, search, references, explain }: Omit<Asked, 'texts'>): void {
  if (decoding || attention || search || references || explain) throw noOutput();
}

function numberedSource({ data, decoding, predictions }: Judged): string {
  refuseOthers({ decoding });
  refusePredictions({ predictions });
  if (typeof data === 'string') return data;
  throw new LabError('INVALID_ARGUMENT', 'This run gives numbers: name one table with a column of numbers.');
}
