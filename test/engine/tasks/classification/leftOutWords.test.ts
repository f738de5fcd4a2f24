// Words left out of a text, one at a time: the scores are those of the text without the word, read anew from its beginning, and what is
// cut for all words grows in proportion to the text.

import assert from 'node:assert/strict';
import { createRandom } from '../../../../src/engine/data/random';
import { createLabelScores } from '../../../../src/engine/embeddings/classifier/labelScores';
import { TextFeatures } from '../../../../src/engine/embeddings/classifier/textFeatures';
import { rowsInMemory, type FastTextModel } from '../../../../src/engine/embeddings/classifier/textModel';
import { logProbabilityRows, type LinearModel } from '../../../../src/engine/linear/linearModel';
import { cutWithout } from '../../../../src/engine/tasks/classification/cutWithout';
import { erasedWords } from '../../../../src/engine/tasks/classification/erasedWords';
import { scoresWithout as fastTextWithout } from '../../../../src/engine/tasks/classification/fasttext/scoresWithout';
import { scoresWithout as linearWithout } from '../../../../src/engine/tasks/classification/linearWithout';
import { finishTraining } from '../../../../src/engine/text/trainers/training';
import { patternWords, type Words } from '../../../../src/engine/text/vectorizers/analyzer';
import { fitVectorizer } from '../../../../src/engine/text/vectorizers/vectorizer';
import { corpus, learned, types } from '../../text/learnedTokenizers';

const SEED = 7;
const { integer, uniform } = createRandom({ seed: SEED, stream: 'left out' });

/** Pieces of the corpus one behind the other, some without a space between. */
function longText(pieces: number): string {
  const words = corpus.flatMap((text) => text.split(' '));
  return Array.from({ length: pieces }, () => words[integer(words.length)] + ['', ' ', ' ', '  ', ', '][integer(5)]).join(''); // prettier-ignore
}

const without = (text: string, [start, end]: readonly [number, number]): string =>
  text.slice(0, start) + text.slice(end);

/** Every word of short texts, some of long ones. */
const someOf = (words: Words): number[] =>
  words.tokens.length < 40 ? [...words.tokens.keys()] : Array.from({ length: 25 }, () => integer(words.tokens.length));

function near(found: ArrayLike<number>, expected: ArrayLike<number>, within: number, what: string): void {
  assert.equal(found.length, expected.length);
  for (let i = 0; i < found.length; i++)
    assert.ok(Math.abs(found[i] - expected[i]) < within, `${what}, ${i}: ${found[i]} for ${expected[i]}`);
}

describe(`words left out of a text (seed ${SEED})`, () => {
  for (const type of types)
    it(`are cut around as in the whole text, by ${type}`, () => {
      const { tokenizer } = learned(type);
      const cut = (text: string): Words => tokenizer.tokenize(text);
      for (const text of [...corpus, 'a', longText(400)]) {
        const all = cut(text);
        const leftOut = cutWithout(text, all, cut);
        for (const word of someOf(all)) {
          const { from, to, words } = leftOut(word);
          const found = [...all.tokens.slice(0, from), ...words, ...all.tokens.slice(to)];
          assert.deepEqual(found, cut(without(text, all.offsets[word])).tokens, `${word} of ${text}`);
        }
      }
    });

  it('are found however far the cutting of a word reaches, and by one that sees the whole text', () => {
    const numbered = (text: string): Words => {
      const words = [...text.matchAll(/\S+/g)];
      return {
        tokens: words.map(([word]) => `${word}/${text.length}`),
        offsets: words.map(({ 0: word, index }) => [index, index + word.length]),
      };
    };
    const text = longText(300);
    const all = numbered(text);
    const { from, to, words } = cutWithout(text, all, numbered)(150);
    const found = [...all.tokens.slice(0, from), ...words, ...all.tokens.slice(to)];
    assert.deepEqual(found, numbered(without(text, all.offsets[150])).tokens);
  });

  it('cost in proportion to the text', async () => {
    const cutsOf = async (text: string): Promise<number> => {
      let units = 0;
      const words = patternWords('(?u)\\b\\w+\\b', { lowercase: true });
      const cut = (part: string): Words => ((units += part.length), words(part));
      const { tokens } = words(text);
      const erasable = erasedWords(text, words(text), cut, () => ({ from, words: come }) => [from + come.length]);
      assert.equal((await erasable(Float32Array.of(1)).erased()).length, 1 + tokens.length);
      return units;
    };
    const text = longText(500);
    const [short, long] = [await cutsOf(text), await cutsOf(text.repeat(8))];
    assert.ok(long < 10 * short, `${long} after ${short}`);
  });

  for (const weighting of [
    'count',
    'binary',
    'tfidf',
    'one-hot',
    'keras-binary',
    'keras-count',
    'keras-freq',
    'keras-tfidf',
  ] as const)
    // prettier-ignore
    for (const norm of weighting === 'tfidf' ? (['l2', 'l1', 'none'] as const) : (['l2'] as const))
      it(`have the scores of the text without them, weighed by ${weighting}${weighting === 'tfidf' ? ` ${norm}` : ''}`, () => {
        const options = {
          ...{ ngramRange: [1, 3] as [number, number], minDf: 1, maxDf: 1, maxFeatures: 0, weighting, norm },
          ...{ sublinearTf: norm === 'l1', useIdf: true, smoothIdf: true },
        };
        const around = { tokenizer: learned('word').tokenizer, maxLength: 12, keras: { numWords: 0 } };
        const { vectorizer } = finishTraining(fitVectorizer([...corpus, longText(60)], options, around));
        const features = vectorizer.vocabulary.features.length;
        for (const outputs of [1, 3]) {
          const drawn = (size: number): Float64Array => Float64Array.from({ length: size }, () => uniform() - 0.5);
          const classes = Math.max(2, outputs);
          const model: LinearModel = { classes, features, coefficients: drawn(outputs * features), intercept: drawn(outputs) };
          for (const text of [...corpus, 'cat', 'cat cat', longText(100)]) {
            const all = vectorizer.analyzer.words(text);
            const scoreOf = linearWithout(all.tokens, vectorizer, model);
            const leftOut = cutWithout(text, all, vectorizer.analyzer.words);
            const anew = (other: string) => logProbabilityRows(model, vectorizer.vectors([other]));
            near(scoreOf({ from: 0, to: 0, words: [] }), anew(text), 1e-6, text);
            for (const word of someOf(all))
              near(scoreOf(leftOut(word)), anew(without(text, all.offsets[word])), 1e-6, `${word} of ${text}`);
          }
        }
      });

  for (const loss of ['softmax', 'hierarchical-softmax', 'one-vs-all'] as const)
    it(`have the scores of the text without them, by fastText with ${loss}`, () => {
      const { tokenizer } = learned('word');
      const cut = (text: string): Words => tokenizer.tokenize(text);
      const words = ['</s>', ...new Set(corpus.flatMap((text) => cut(text).tokens))];
      const settings = { wordNgrams: 3, buckets: 50, minLength: 2, maxLength: 3 };
      const [labels, dimensions] = [['a', 'b', 'c'], 6];
      const drawn = (size: number): Float32Array => Float32Array.from({ length: size }, () => uniform() - 0.5);
      const model: FastTextModel = {
        features: new TextFeatures({ words }, settings),
        ...{ settings, loss, dimensions, labels, labelCounts: [5, 3, 2] },
        input: rowsInMemory(drawn((words.length + settings.buckets) * dimensions), dimensions, dimensions),
        output: drawn(labels.length * dimensions),
      };
      const scoreWhole = createLabelScores(model);
      const places = [2, 0, 1];
      for (const text of [...corpus, 'cat __label__cat mat', '', longText(100)]) {
        const all = cut(text);
        const scoreOf = fastTextWithout(model, all.tokens, places);
        const leftOut = cutWithout(text, all, cut);
        const anew = (other: string): number[] => {
          const shares = model.input.use((read) => scoreWhole(model.features.rowsOf(cut(other).tokens), read));
          return places.map((place) => shares[place]);
        };
        near(scoreOf({ from: 0, to: 0, words: [] }), anew(text), 1e-5, text);
        for (const word of someOf(all))
          near(scoreOf(leftOut(word)), anew(without(text, all.offsets[word])), 1e-5, `${word} of ${text}`);
      }
    });
});
