// Judges vectors by files of word pairs and of analogy questions; the figures are those of gensim's
// `evaluate_word_pairs` and `evaluate_word_analogies` on the same vectors.

import { LabError } from '../../../protocol/labError';
import type { SectionAccuracy, VectorsEvaluation } from '../../../protocol/vectorsEvaluation';
import type { AnalogyMethod } from '../../../protocol/wordQueries';
import { pearson, spearman } from './correlation';
import type { Judgements, Question, WordPair } from './judgements';
import type { CreateProducts } from '../../analysis/products';
import type { NearestRow } from './nearest';
import { analogies } from './relations';
import { dot, normsOf, rowOf, type VectorSet } from './vectorSet';

export interface EvaluateOptions {
  /** Only the first so many words count as known (0: all). */
  restrictVocabulary: number;
  ignoreCase: boolean;
  unknown: 'skip' | 'zero';
  method: AnalogyMethod;
  createProducts?: CreateProducts;
}

/** Among so many answers the first that is no word of the question is taken, as gensim does. */
const ANSWERS = 5;

interface KnownWords {
  fold: (word: string) => string;
  rows: Map<string, number>;
  /** How many rows answers are looked for in. */
  restrict: number;
}

/** Yields the share done, 0..1; returns the figures. Fails with `INVALID_DATA` where no pair is known. */
export async function* evaluateVectors(
  set: VectorSet,
  judgements: Judgements,
  options: EvaluateOptions,
): AsyncGenerator<number, VectorsEvaluation, void> {
  const started = performance.now();
  const { restrictVocabulary, ignoreCase, unknown } = options;
  const known = knownWords(set, options);
  const figures =
    judgements.kind === 'similarity'
      ? ratePairs(set, judgements.pairs, known, unknown)
      : yield* answerQuestions(set, judgements.questions, known, options);
  const { notices } = judgements;
  return {
    restrictVocabulary,
    ignoreCase,
    unknown,
    notices,
    ...figures,
    seconds: (performance.now() - started) / 1000,
  };
}

/** Of words that fold to the same, the first stands for all. */
function knownWords({ words }: VectorSet, { restrictVocabulary, ignoreCase }: EvaluateOptions): KnownWords {
  const restrict = restrictVocabulary > 0 ? Math.min(restrictVocabulary, words.size) : words.size;
  const fold = ignoreCase ? (word: string) => word.toUpperCase() : (word: string) => word;
  const rows = new Map<string, number>();
  for (let row = restrict - 1; row >= 0; row--) rows.set(fold(words.word(row)), row);
  return { fold, rows, restrict };
}

function ratePairs(set: VectorSet, pairs: readonly WordPair[], { fold, rows }: KnownWords, unknown: 'skip' | 'zero') {
  const judged: number[] = [];
  const measured: number[] = [];
  const norms = normsOf(set);
  let known = 0;
  for (const { a, b, judgement } of pairs) {
    const [first, second] = [rows.get(fold(a)), rows.get(fold(b))];
    const isKnown = first !== undefined && second !== undefined;
    if (!isKnown && unknown === 'skip') continue;
    if (isKnown) known++;
    judged.push(judgement);
    const scale = isKnown ? norms[first] * norms[second] : 0;
    measured.push(isKnown && scale > 0 ? dot(rowOf(set, first), rowOf(set, second)) / scale : 0);
  }
  if (judged.length === 0)
    throw new LabError('INVALID_DATA', `None of the ${pairs.length} word pairs is known to these vectors.`);
  return {
    ...{ kind: 'similarity' as const, items: pairs.length, known },
    ...{ pearson: pearson(judged, measured), spearman: spearman(judged, measured) },
  };
}

/** Questions whose four words are known are asked in blocks: their products with all words are most of the work. */
async function* answerQuestions(
  set: VectorSet,
  questions: readonly Question[],
  known: KnownWords,
  { unknown, method, createProducts }: EvaluateOptions,
) {
  const sections = new Map<string, SectionAccuracy>();
  const asked: AskedQuestion[] = [];
  for (const { section: name, words } of questions) {
    const section = sections.get(name) ?? { section: name, correct: 0, total: 0, skipped: 0 };
    sections.set(name, section);
    const rows = words.map((word) => known.rows.get(known.fold(word)));
    if (rows.every((row) => row !== undefined)) {
      section.total++;
      asked.push({ section, words: words.map(known.fold), rows });
    } else {
      section.skipped++;
      if (unknown === 'zero') section.total++;
    }
  }
  const queries = asked.map(({ rows: [a, b, c] }) => ({
    vectors: [a, b, c].map((row) => rowOf(set, row)),
    exclude: [a, b, c],
  }));
  const options = { k: ANSWERS, method, restrict: known.restrict, createProducts };
  for await (const { index, found } of analogies(set, queries, options)) {
    if (isRight(set, asked[index], found, known)) asked[index].section.correct++;
    yield index / queries.length;
  }
  const list = [...sections.values()];
  const sum = (of: (section: SectionAccuracy) => number): number => list.reduce((total, entry) => total + of(entry), 0);
  const total = sum((section) => section.total);
  return {
    ...{ kind: 'analogy' as const, method, items: questions.length, known: asked.length },
    accuracy: total > 0 ? sum((section) => section.correct) / total : 0,
    sections: list,
  };
}

interface AskedQuestion {
  section: SectionAccuracy;
  /** As compared: in upper case where case does not matter. */
  words: string[];
  rows: number[];
}

function isRight(set: VectorSet, { words }: AskedQuestion, found: readonly NearestRow[], known: KnownWords): boolean {
  const folded = found.map(({ row }) => known.fold(set.words.word(row)));
  const answer = folded.find((word) => known.rows.has(word) && !words.slice(0, 3).includes(word)) ?? folded.at(-1);
  return answer === words[3];
}
