// A classical classifier of a run: vectorizer and weights, checked against each other, and its reasons.

import { specialsInText } from '../../../protocol/tokenizer';
import path from 'node:path';
import type { TextExplanation, TextFeature } from '../../../protocol/explanation';
import { LabError } from '../../../protocol/labError';
import { cutOf } from '../../data/textCut';
import { classWeights, strongestFeatures } from '../../linear/explain';
import { logProbabilityRows } from '../../linear/linearModel';
import { runFiles } from '../../store/runFolder';
import { inPlaces } from '../../explain/explainedText';
import { parseTokenizer } from '../../text/tokenizerFile';
import { analyzerOf, usesIdf, vectorizerOf, vocabularyOfRun, type Vectorizer } from '../../text/vectorizers/vectorizer';
import { parseVectorizer } from '../../text/vectorizers/vectorizerFile';
import { erasedWords } from './erasedWords';
import { scoresWithout } from './linearWithout';
import { givesProbabilities, outputsOf } from './fitLinear';
import { linearOf } from './linearTensors';
import { countWords, wordsSeen } from './seenWords';
import { surroundingsOf } from '../texts/vectorizing';
import type { LinearClassifierOptions } from './linearSchemas';
import type { ClassifierParts, TextClassifier } from './textClassifier';

const TEXTS_AT_ONCE = 2048;

export function openLinearClassifier(
  { record, experiment, checkpoint, read, analyser }: ClassifierParts,
  options: LinearClassifierOptions,
): TextClassifier {
  const opened = checkpoint();
  if (opened.checkpoint.state.epoch === 0)
    throw new LabError('NOT_FOUND', `The run "${record.name}" was stopped before it had a model. Resume it first.`, {
      file: opened.folder,
    });
  const classes = record.labels.length;
  const tokenizerFile = read(runFiles.tokenizer);
  const { tokenizer } = parseTokenizer(tokenizerFile.text, tokenizerFile.file, {
    analyser,
    specialTokens: specialsInText(experiment.tokenizer),
  });
  const { text, file } = read(runFiles.vectorizer);
  const surroundings = surroundingsOf(experiment, tokenizer);
  const vocabulary = vocabularyOfRun(parseVectorizer(text, file).features, options, surroundings);
  const { model, idf } = linearOf(
    opened.checkpoint.model,
    {
      ...{ classes, outputs: outputsOf(options, classes) },
      ...{ features: vocabulary.features.length, hasIdf: usesIdf(options) },
    },
    path.join(opened.folder, 'model.safetensors'),
  );
  const vectorizer = vectorizerOf({ analyzer: analyzerOf(options, surroundings), vocabulary, idf }, options);
  const reasons = (given: string, label: number) => explainText(given, vectorizer, classWeights(model, label));
  return {
    givesProbabilities: givesProbabilities(options),
    async classify(examples, { signal, unknown } = {}) {
      const texts = examples.map(([text]) => text);
      const result = new Float32Array(texts.length * classes);
      if (unknown) unknown(await countWords(texts, vectorizer, signal));
      for (let first = 0; first < texts.length; first += TEXTS_AT_ONCE) {
        if (signal?.aborted) throw new LabError('CANCELLED', 'Evaluation was cancelled.');
        const rows = vectorizer.vectors(texts.slice(first, first + TEXTS_AT_ONCE));
        result.set(logProbabilityRows(model, rows), first * classes);
        await new Promise((resolve) => setImmediate(resolve)); // a cancellation is heard here
      }
      return result;
    },
    terms: (texts) => vectorizer.vectors(texts),
    tokensOf([given]) {
      const words = wordsSeen(given, vectorizer);
      const isCut = options.weighting === 'one-hot';
      const cut = isCut ? cutOf(words.tokens.length, experiment.training.maxLength, 'end') : undefined;
      return cut ? { ...words, cut } : words;
    },
    explain: ([given], classIndex) => reasons(given, classIndex),
    explained([given]) {
      const { unknown } = wordsSeen(given, vectorizer);
      const words = vectorizer.analyzer.words(given);
      return {
        tokens: inPlaces(words.tokens, words.offsets, unknown),
        erasable: erasedWords(given, words, vectorizer.analyzer.words, () => scoresWithout(words.tokens, vectorizer, model)), // prettier-ignore
        features: (label) => reasons(given, label).features,
      };
    },
    strongest: (count) =>
      record.labels.map((_, k) => {
        const weights = classWeights(model, k);
        return strongestFeatures(weights, count).map((j) => ({ feature: vocabulary.features[j], weight: weights[j] }));
      }),
    release: () => Promise.resolve(),
  };
}

/** Each feature once, the largest contribution to either side first, with all its places. */
function explainText(
  text: string,
  { analyzer, vocabulary, vectors }: Vectorizer,
  weights: Float64Array,
): TextExplanation {
  const { indices, values } = vectors([text]);
  const features = new Map<number, TextFeature>();
  indices.forEach((column, at) => {
    const [value, weight] = [values[at], weights[column]];
    const feature = vocabulary.features[column];
    features.set(column, { feature, value, weight, contribution: value * weight, offsets: [] });
  });
  const { tokens, offsets } = analyzer.words(text);
  analyzer.features(tokens, (feature, first, count) => {
    const column = vocabulary.columnOf(feature);
    if (column === undefined) return;
    features.get(column)?.offsets.push([offsets[first][0], offsets[first + count - 1][1]]);
  });
  const list = [...features.values()];
  return { text, features: list.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution)) };
}
