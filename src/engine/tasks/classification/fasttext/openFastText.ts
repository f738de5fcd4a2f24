// A fastText classifier of a run, or of a file of the program: labels for texts, and their reasons.

import path from 'node:path';
import { specialsInText } from '../../../../protocol/tokenizer';
import { countTokens } from '../../../data/unknownTokens';
import type { FastTextModel } from '../../../embeddings/classifier/textModel';
import { writeClassifier } from '../../../embeddings/classifier/writeClassifier';
import { runFiles } from '../../../store/runFolder';
import { inPlaces } from '../../../explain/explainedText';
import { parseTokenizer } from '../../../text/tokenizerFile';
import { erasedWords } from '../erasedWords';
import type { ClassifierParts, TextClassifier } from '../textClassifier';
import { classifyRows, meanRows } from './classify';
import { parseDictionary } from './dictionary';
import { explainFastText, strongestWords, type TextCutter } from './explain';
import type { FastTextOptions } from './schema';
import { fastTextOf } from './tensors';
import { rowOfUsed } from './trainingData';
import { scoresWithout } from './scoresWithout';

export function openFastText(
  options: FastTextOptions,
  { record, experiment, checkpoint, read, analyser }: ClassifierParts,
): Promise<TextClassifier> {
  const opened = checkpoint();
  const tokenizerFile = read(runFiles.tokenizer);
  const reading = { analyser, specialTokens: specialsInText(experiment.tokenizer) };
  const { tokenizer } = parseTokenizer(tokenizerFile.text, tokenizerFile.file, reading);
  const stored = read(runFiles.dictionary);
  const dictionary = parseDictionary(stored.text, stored.file, record.labels);
  const { words, counts } = dictionary;
  const weights = path.join(opened.folder, 'model.safetensors');
  const model = fastTextOf(opened.checkpoint.model, options, dictionary, weights);
  const rowOfBucket = rowOfUsed(model.used, model.usedCount);
  return Promise.resolve({
    ...fastTextClassifier(model, words, tokenizer, record.labels),
    save: (file, saving) => {
      const { minCount, negative } = options;
      const rows = (bucket: number): number => words.length + rowOfBucket(bucket);
      const tokens = counts.reduce((sum, count) => sum + count, 0);
      const history = { words, counts, tokens, epochs: experiment.training.epochs, minCount, negative };
      return writeClassifier(model, { ...history, rowOfBucket: rows }, file, saving);
    },
  });
}

/** @param labels in the order in which shares are given */
export function fastTextClassifier(
  model: FastTextModel,
  words: readonly string[],
  cutter: TextCutter,
  labels: readonly string[],
): TextClassifier {
  const { features } = model;
  const places = labels.map((label) => model.labels.indexOf(label));
  const unknownIn = (tokens: readonly string[]): boolean[] => tokens.map((token) => !features.isKnown(token));
  return {
    givesProbabilities: model.loss === 'softmax' || model.loss === 'hierarchical-softmax',
    classify(examples, { signal, unknown } = {}) {
      const found = examples.map(() => ({ unknown: 0, tokens: 0 }));
      const rowsOf = (text: number): number[] => {
        const tokens = cutter.tokensOf(examples[text][0]);
        found[text].tokens = tokens.length;
        for (const token of tokens) if (!features.isKnown(token)) found[text].unknown++;
        return features.rowsOf(tokens);
      };
      return classifyRows(model, examples.length, rowsOf, { labels, signal }).then((result) => {
        unknown?.(countTokens(examples.length, (text) => found[text]));
        return result;
      });
    },
    tokensOf([text]) {
      const tokens = cutter.tokensOf(text);
      return { tokens, unknown: unknownIn(tokens) };
    },
    vectors: {
      ...{ poolings: ['mean'], readsApart: false, width: model.dimensions },
      async of(examples, options) {
        const tokenCounts = new Array<number>(examples.length).fill(0);
        const rowsOf = (text: number): number[] => {
          const tokens = cutter.tokensOf(examples[text][0]);
          tokenCounts[text] = tokens.length;
          return features.rowsOf(tokens);
        };
        return { values: await meanRows(model, examples.length, rowsOf, options), tokenCounts };
      },
      release: () => Promise.resolve(),
    },
    explain: ([text], classIndex) => explainFastText(model, text, cutter.tokenize(text), places[classIndex]),
    explained([text]) {
      const words = cutter.tokenize(text);
      return {
        tokens: inPlaces(words.tokens, words.offsets, unknownIn(words.tokens)),
        erasable: erasedWords(
          text,
          words,
          (given) => cutter.tokenize(given),
          () => scoresWithout(model, words.tokens, places),
        ),
        features: (label) => explainFastText(model, text, words, places[label]).features,
      };
    },
    strongest: (count) => places.map((place) => strongestWords(model, words, place, count)),
    release: () => Promise.resolve(),
  };
}
