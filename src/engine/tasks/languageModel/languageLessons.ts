// What a language model learns from others: which tokens they take to be probable at each place of the training text. Of the most probable
// ones the share is kept; all others together have the rest in equal parts.

import { toTranslate } from '../../../protocol/toTranslate';
import { mostProbable } from '../../decode/mostProbable';
import { count } from '../../../protocol/figures';
import type { TokenPart } from '../../store/tokenStore';
import { pause } from '../../train/inSteps';
import type { LanguageTeaching } from '../../train/teaching';
import type { Lessons } from '../distill/lessons';
import { scoredText } from './judgedText';
import type { LanguageCorpus } from './languageCorpus';
import { languagePart } from './languagePart';
import type { LanguagePartOptions } from './languageReport';

/** Tokens that are asked about at once, and what a model without a limit is shown before them. */
const CHUNK = 2048;
const SHOWN = 256;
/** A probability below e^−30 counts as that. */
const LEAST = Math.exp(-30);

interface LanguageLessons {
  corpus: Pick<LanguageCorpus, 'text' | 'train' | 'validation' | 'test'>;
  /** Of how many tokens the share is kept. */
  kept: number;
  judging: Omit<LanguagePartOptions, 'source'>;
  /** The hidden states are learned, too. */
  learnsStates: boolean;
}

/** A row is the ids of `kept` tokens, then the logarithms of their shares. */
export function languageLessons({ corpus, kept, judging, learnsStates }: LanguageLessons): Lessons<'language'> {
  const { text, train } = corpus;
  const { tokens } = text.vocabulary;
  const size = Math.min(kept, tokens.length);

  async function statesOf(models: readonly LanguageTeaching[], from: number, to: number, signal: AbortSignal) {
    const found: Float32Array[] = [];
    for (const { states, context } of models) {
      const before = read(train, Math.max(0, from - (context ?? SHOWN)), from);
      if (states) found.push(await states.of(read(train, from, to), before, { signal }));
    }
    return found;
  }

  async function rowsOf(models: readonly LanguageTeaching[], from: number, to: number, signal: AbortSignal) {
    const rows = new Float32Array((to - from) * 2 * size);
    const ids = read(train, from, to);
    const found: Awaited<ReturnType<LanguageTeaching['follow']>>[] = [];
    for (const model of models) {
      const before = read(train, Math.max(0, from - (model.context ?? SHOWN)), from);
      found.push(await model.follow(ids, before, { count: size, signal }));
    }
    const all = new Float32Array(models.length > 1 ? tokens.length : 0);
    for (let t = 0; t < ids.length; t++) {
      const at = t * 2 * size;
      if (found.length === 1) {
        const [{ tokens: best, logProbabilities }] = found;
        rows.set(best.subarray(t * size, (t + 1) * size), at);
        rows.set(logProbabilities.subarray(t * size, (t + 1) * size), at + size);
        continue;
      }
      all.fill(0);
      for (const { tokens: best, logProbabilities } of found)
        addShares(all, best, logProbabilities, t * size, size, found.length);
      mostProbable(all, size).forEach((id, i) => {
        rows[at + i] = id;
        rows[at + size + i] = Math.log(all[id]);
      });
    }
    return rows;
  }

  return {
    kind: 'language',
    gives: 'probabilities of the next token',
    fault: ({ tokens: theirs }) =>
      theirs.length === tokens.length && theirs.every((token, id) => token === tokens[id])
        ? undefined
        : `its vocabulary of ${count(theirs.length)} tokens is another one than this of ${count(tokens.length)}: give both the same tokenizer and training text, or name the tokenizer.json of the run as "tokenizer"`,
    ...{ rows: train.length, width: 2 * size, unit: toTranslate('Tokens a second') },
    async *answers(teachers, { signal, progress }) {
      for (let from = 0; from < train.length; from += CHUNK) {
        await pause(signal);
        progress(from / train.length);
        const to = Math.min(train.length, from + CHUNK);
        yield {
          answers: await rowsOf(teachers, from, to, signal),
          states: learnsStates ? await statesOf(teachers, from, to, signal) : [],
        };
      }
    },
    async judged(models, { signal, progress }) {
      const part = corpus.test ?? corpus.validation;
      if (!part) return undefined;
      const shares = new Float64Array(part.length);
      const startedMs = performance.now();
      for (const [i, model] of models.entries()) {
        const told = (from: number, logs: Float32Array): void =>
          logs.forEach((log, t) => (shares[from + t] += Math.exp(log) / models.length));
        await model.judge(part, { told, signal, progress: (fraction) => progress((i + fraction) / models.length) });
      }
      const seconds = (performance.now() - startedMs) / 1000;
      const scored = await scoredText(part, (told) => {
        told(
          0,
          Float32Array.from(shares, (share) => Math.log(Math.max(Number.MIN_VALUE, share))),
        );
        return Promise.resolve();
      });
      const source = corpus.test ? 'test' : 'validation';
      return { part: languagePart(scored, { ...judging, source }), count: part.length, seconds };
    },
  };
}

function read(part: TokenPart, from: number, to: number): Int32Array {
  const ids = new Int32Array(to - from);
  if (ids.length > 0) part.read(from, ids);
  return ids;
}

/** Adds the shares of one model of several, those of all tokens. */
function addShares(
  into: Float32Array,
  ids: ArrayLike<number>,
  logs: ArrayLike<number>,
  from: number,
  size: number,
  models: number,
): void {
  let rest = 1;
  for (let i = from; i < from + size; i++) rest -= Math.exp(logs[i]);
  const each = Math.max(LEAST, rest / Math.max(1, into.length - size)) / models;
  for (let id = 0; id < into.length; id++) into[id] += each;
  for (let i = from; i < from + size; i++) into[ids[i]] += Math.exp(logs[i]) / models - each;
}

/** Rows as scores of every token: their logarithms, and the rest in equal parts. @param into `[rows, vocabulary]` */
export function spreadRows(rows: Float32Array, size: number, vocabulary: number, into: Float32Array): void {
  for (let row = 0, at = 0; at < rows.length; row++, at += 2 * size) {
    let rest = 1;
    for (let i = at + size; i < at + 2 * size; i++) rest -= Math.exp(rows[i]);
    const from = row * vocabulary;
    into.fill(Math.log(Math.max(LEAST, rest / Math.max(1, vocabulary - size))), from, from + vocabulary);
    for (let i = 0; i < size; i++) into[from + rows[at + i]] = Math.max(-30, rows[at + size + i]);
  }
}
