// A trained classifier at work: labels for texts, with reasons and attention where its model has them.

import type { LabelAnswer } from '../../../protocol/answer';
import { filesOfSource } from '../../../protocol/data';
import { LabError } from '../../../protocol/labError';
import path from 'node:path';
import { prepareCleaning } from '../../data/cleanTexts';
import { loadExamples } from '../../data/examples';
import { readingOf } from '../../data/readingOf';
import { cutWarnings } from '../../data/textCut';
import { classesOf } from '../../data/labels';
import { analyserFor } from '../../data/tokenizerInputs';
import type { UnknownTokens } from '../../data/unknownTokens';
import { runFiles } from '../../store/runFolder';
import type { Attended, Judged, OpenModel } from '../openModel';
import { refusePredictions } from '../refusePredictions';
import type { RunParts } from '../task';
import { attentionOf } from './classifierAttention';
import { labelPart } from './labelPart';
import { openLinearClassifier } from './linearClassifier';
import { isLinear } from './linearSchemas';
import { openNeuralClassifier } from './neuralClassifier';
import type { ClassificationExperiment } from './schema';
import type { TextClassifier } from './textClassifier';

type Parts = RunParts<ClassificationExperiment>;

export async function openClassification(parts: Parts): Promise<OpenModel> {
  const { record, experiment } = parts;
  const { labels } = record;
  const classifier = await openClassifier(parts);
  const { clean, data, seed } = experiment;
  const cleaning = () => prepareCleaning(clean, record.baseFolder);

  return {
    async ask({ texts, explain = false, ...more }, { signal, log }) {
      refuseDecoding(more);
      const explainText = explain ? requireExplainable(classifier, record.modelType).explain : undefined;
      const cleaned = (await cleaning()).texts(texts);
      const weights = new Map<number, number[]>();
      const attention = (text: number, each: number[]) => weights.set(text, each);
      const logProbabilities = await classifier.classify(cleaned, { signal, attention });
      const answers = texts.map((input, i): LabelAnswer => {
        const row = logProbabilities.subarray(i * labels.length, (i + 1) * labels.length);
        const probabilities = Array.from(row, Math.exp);
        const best = probabilities.indexOf(Math.max(...probabilities));
        return {
          kind: 'label',
          ...{ input, output: labels[best], label: labels[best], score: probabilities[best] },
          probabilities: Object.fromEntries(labels.map((name, k) => [name, probabilities[k]])),
          ...classifier.tokensOf(cleaned[i]),
          weights: weights.get(i),
          ...(classifier.givesProbabilities ? {} : { uncalibrated: true as const }),
          ...(explainText ? { explanation: explainText(cleaned[i], best) } : {}),
        };
      });
      for (const message of cutWarnings(answers)) log({ level: 'warning', message });
      return answers;
    },

    async judge(request, { progress, log, signal }) {
      const source = labelledSource(request);
      const { text, label } = request.columns ?? {};
      const reading = readingOf(data, request.reading, request.header);
      const columns = { text: text ?? data.text, label: label ?? data.label, ...reading };
      progress({ phase: 'Reading' });
      const loaded = await loadExamples(source, { baseFolder: request.baseFolder, ...columns, signal });
      for (const message of loaded.notices) log({ level: 'warning', message });
      const { examples } = (await cleaning()).examples(loaded.examples);
      const classes = classesOf(examples, labels);
      progress({ phase: 'Evaluating' });
      let seen: UnknownTokens | undefined;
      const logProbabilities = await classifier.classify(
        examples.map((example) => example.text),
        { signal, unknown: (found) => (seen = found) },
      );
      const name = filesOfSource(source).map((file) => path.basename(file));
      return labelPart({ classes, examples, labels, logProbabilities, source: name.join(', ') }, seed, seen);
    },

    async attend({ source, target, decoding }: Attended, { signal }) {
      if (target !== undefined || decoding)
        throw new LabError(
          'INVALID_ARGUMENT',
          'This run gives labels: there is no output to look at or to decode. Give only --source.',
        );
      const [cleaned] = (await cleaning()).texts([source]);
      return attentionOf(classifier, { given: source, cleaned, labels, signal });
    },

    explain: (most) => {
      const features = requireExplainable(classifier, record.modelType).strongest(most);
      return labels.map((label, k) => ({ label, features: features[k] }));
    },

    release: () => classifier.release(),
  };
}

async function openClassifier(parts: Parts): Promise<TextClassifier> {
  const { experiment, record, read } = parts;
  const analyser = await analyserFor(experiment.tokenizer, read(runFiles.tokenizer).text, record.baseFolder);
  const { model } = experiment;
  return isLinear(model)
    ? openLinearClassifier({ ...parts, analyser }, model)
    : openNeuralClassifier({ ...parts, analyser }, model);
}

function refuseDecoding({ decoding, attention, search, references }: Record<string, unknown>): void {
  if (decoding || attention || search || references)
    throw new LabError('INVALID_ARGUMENT', 'This run gives labels: there is nothing to decode.');
}

function labelledSource({ data, decoding, predictions }: Judged) {
  refuseDecoding({ decoding });
  refusePredictions({ predictions });
  if (typeof data === 'string' || 'labels' in data) return data;
  throw new LabError('INVALID_ARGUMENT', 'This run gives labels: name a labelled file, not two files of texts.');
}

type Explainable = Required<Pick<TextClassifier, 'explain' | 'strongest'>>;

/** Fails with `INVALID_ARGUMENT` for models whose features cannot be told apart. */
function requireExplainable({ explain, strongest }: TextClassifier, modelType: string): Explainable {
  if (explain && strongest) return { explain, strongest };
  throw new LabError(
    'INVALID_ARGUMENT',
    `A model of type "${modelType}" has no weights for single words. Features are explained for naive-bayes, linear-svm, logistic-regression and nb-svm.`,
  );
}
