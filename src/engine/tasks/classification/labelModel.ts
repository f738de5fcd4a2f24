// A classifier at work, of a run or of a file: labels for texts, with reasons and attention where its model has them.

import type { LabelAnswer } from '../../../protocol/answer';
import { filesOfSource } from '../../../protocol/data';
import { LabError } from '../../../protocol/labError';
import path from 'node:path';
import { prepareCleaning } from '../../data/cleanTexts';
import { loadDataset } from '../../data/dataset';
import { cutWarnings } from '../../data/textCut';
import { classesOf } from '../../data/labels';
import { createLabelSets } from '../../data/labelSets';
import { grouped, textsOfExample } from '../../data/severalTexts';
import { attribute } from '../../explain/attribute';
import { againstOthers, alone } from '../../explain/explainedText';
import { chosenTarget, wholeTextAsked } from '../askedAttribution';
import type { CountedTokens } from '../../data/unknownTokens';
import type { Attended, Judged, OpenModel } from '../openModel';
import { refusePredictions } from '../refusePredictions';
import type { AroundModel } from './aroundModel';
import { attentionReply } from '../texts/attentionReply';
import { decide } from './decide';
import { comparedByTerms } from './comparedByTerms';
import { labelPart } from './labelPart';
import { withTargets } from './severalLabels';
import { severalLabelsPart } from './severalLabelsPart';
import { cutAndCleaned, readExamples } from '../texts/askedTexts';
import { textEmbedding } from '../texts/textEmbedding';
import type { LabelTeaching } from '../../train/teaching';
import type { ExampleVectors } from '../texts/exampleVectors';
import type { TextClassifier } from './textClassifier';

export interface LabelModelParts {
  labels: readonly string[];
  modelType: string;
  /** How texts are cleaned, which columns of a table are meant, and the seed of intervals. */
  around: Pick<AroundModel, 'clean' | 'data' | 'seed'>;
  /** The figure that the training watched. */
  monitor?: string;
  /** Where relative paths in `around` start. */
  baseFolder: string;
  /** Of the files that a run was trained on, as in its record; of a run. */
  hashes?: Readonly<Record<string, string>>;
  classifier: TextClassifier;
}

export function labelModel(parts: LabelModelParts): OpenModel {
  const { labels, modelType, around, monitor, baseFolder, hashes, classifier } = parts;
  const { clean, data, seed } = around;
  const { vectors, terms, trace, graphs, network, thresholds: given } = classifier;
  const cleaning = () => prepareCleaning(clean, baseFolder);
  const cleanedTexts = (inputs: readonly string[]) => cutAndCleaned(inputs, { data, cleaning });

  /** What the answers are made of, as others learn from it. */
  const statesOf = ({ width, readsApart, poolings: [pooling], of }: ExampleVectors): LabelTeaching['states'] => ({
    width: width * (readsApart ? textsOfExample(data.text) : 1),
    async of(examples, { signal }) {
      const texts = (await cleaning()).texts(examples.flat());
      return (await of(grouped(texts, textsOfExample(data.text)), { pooling, signal })).values;
    },
  });

  return {
    async ask({ texts, explain = false, ...more }, { signal, log }) {
      refuseDecoding(more);
      const explainText = explain ? requireExplainable(classifier, modelType).explain : undefined;
      const cleaned = await cleanedTexts(texts);
      const weights = new Map<number, number[]>();
      const attention = (text: number, each: number[]) => weights.set(text, each);
      const logProbabilities = await classifier.classify(cleaned, { signal, attention });
      const answers = texts.map((input, i): LabelAnswer => {
        const row = logProbabilities.subarray(i * labels.length, (i + 1) * labels.length);
        const probabilities = Array.from(row, Math.exp);
        const { output, score } = decide(probabilities, labels, classifier.thresholds);
        return {
          kind: 'label',
          ...{ input, output, label: output, score },
          probabilities: Object.fromEntries(labels.map((name, k) => [name, probabilities[k]])),
          ...(classifier.thresholds && { isSeveral: true as const }),
          ...classifier.tokensOf(cleaned[i]),
          weights: weights.get(i),
          ...(classifier.givesProbabilities ? {} : { uncalibrated: true as const }),
          ...(explainText ? { explanation: explainText(cleaned[i], labels.indexOf(output)) } : {}),
        };
      });
      for (const message of cutWarnings(answers)) log({ level: 'warning', message });
      return answers;
    },

    async judge(request, { progress, log, signal }) {
      const source = labelledSource(request);
      const { labelSeparator } = data;
      const mayLackLabel = labelSeparator !== undefined;
      progress({ phase: 'Reading' });
      const examples = await readExamples({ ...request, data: source }, { data, cleaning, mayLackLabel, signal, log });
      const sets = labelSeparator === undefined ? undefined : createLabelSets(labels, labelSeparator);
      const classes = sets ? sets.classesOf(examples) : classesOf(examples, labels);
      progress({ phase: 'Evaluating' });
      let seen: CountedTokens | undefined;
      const logProbabilities = await classifier.classify(
        examples.map(({ texts }) => texts),
        { signal, unknown: (found) => (seen = found) },
      );
      const name = filesOfSource(source).map((file) => path.basename(file));
      const part = { classes, examples, labels, logProbabilities, source: name.join(', ') };
      const { thresholds, temperature } = classifier;
      if (sets && thresholds)
        return severalLabelsPart(withTargets(part, sets.sets, thresholds), { seed, unknown: seen });
      return labelPart(part, { seed, monitor, unknown: seen, temperature, isOrdered: data.labelOrder !== undefined });
    },

    async attend({ source, target, decoding }: Attended, { signal }) {
      if (target !== undefined || decoding)
        throw new LabError(
          'INVALID_ARGUMENT',
          'This run gives labels: there is no output to look at or to decode. Give only --source.',
        );
      const [cleaned] = await cleanedTexts([source]);
      const { classify, attend, tokensOf, thresholds } = classifier;
      return attentionReply({ answers: classify, attend, tokensOf }, { given: source, cleaned, signal }, (row) =>
        decide(Array.from(row, Math.exp), labels, thresholds),
      );
    },

    async attribute({ text, target, ...asked }, { signal, progress: told }) {
      const [cleaned] = await cleanedTexts([text]);
      const { classify, explained, thresholds } = classifier;
      const probabilities = Array.from(await classify([cleaned], { signal }), Math.exp);
      const { output } = decide(probabilities, labels, thresholds);
      const chosen = target ?? labels[probabilities.indexOf(Math.max(...probabilities))];
      const label = chosenTarget(chosen, labels);
      const direction = thresholds ? alone(labels.length, label) : againstOthers(labels.length, label);
      const found = await attribute(explained(cleaned), {
        ...{ ...wholeTextAsked(asked), direction, target: label, signal },
        progress: (fraction) => told({ phase: 'Explaining', fraction }),
      });
      return { ...found, answer: output, target: labels[label], targets: [...labels], texts: cleaned };
    },

    ...(trace && {
      async trace({ text }) {
        const [cleaned] = await cleanedTexts([text]);
        return trace(cleaned, labels);
      },
    }),

    explain: (most) => {
      const features = requireExplainable(classifier, modelType).strongest(most);
      return labels.map((label, k) => ({ label, features: features[k] }));
    },

    teaching: {
      kind: 'labels',
      ...{ labels, texts: textsOfExample(data.text), thresholds: classifier.thresholds },
      async answer(examples, { signal }) {
        const texts = (await cleaning()).texts(examples.flat());
        return classifier.classify(grouped(texts, textsOfExample(data.text)), { signal });
      },
      ...(vectors && { states: statesOf(vectors) }),
    },

    ...(vectors && {
      embedding: textEmbedding({
        ...{ vectors, data, cleaning },
        ...(hashes && {
          own: { baseFolder, hashes, parts: (signal) => loadDataset(data, { baseFolder, seed, clean, signal }) },
        }),
      }),
    }),
    ...(terms &&
      hashes && {
        compareByTerms: async ({ progress, signal }) => {
          progress({ phase: 'Reading' });
          const { train, files, notices, close } = await loadDataset(data, { baseFolder, seed, clean, signal });
          const examples = [...train.examples];
          close?.();
          return comparedByTerms({ examples, files, notices }, terms, { progress, signal });
        },
      }),
    save: classifier.save,
    ...(graphs && {
      graphs() {
        const { facts, ...exported } = graphs();
        return {
          ...exported,
          facts: { answer: 'labels', labels, ...(given && { thresholds: [...given] }), ...facts },
        };
      },
    }),
    ...(network && {
      network() {
        const { facts, ...portable } = network();
        return { ...portable, facts: { labels, ...facts } };
      },
    }),
    release: () => classifier.release(),
  };
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
    `A model of type "${modelType}" has no weights for single words. Features are explained for naive-bayes, linear-svm, logistic-regression, nb-svm and fasttext.`,
  );
}
