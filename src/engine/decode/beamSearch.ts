// Beam search for many sentences at once. In each step the best continuations of a sentence's hypotheses are found, at
// most `beam` of them go on; those that end in the end symbol are finished. A sentence is done when it has as many
// finished outputs as the beam is wide, when no hypothesis is left, or when none can overtake the outputs found: the total
// only falls, and the penalty of the longest length divides it the most. So a beam of 1 is greedy search, and a beam wider
// than the space finds the best output of all.

import type { SourceNumbers } from '../data/encodedTexts';
import { LabError } from '../../protocol/labError';
import {
  bestCandidates,
  bestOfParts,
  chooseBeam,
  refusedCandidates,
  type Candidate,
  type PartlyKnown,
  type Row,
} from './candidates';
import { createConstraints, metTokens, mostForbidden, wantedTokens } from './constraints';
import { emptyHypothesis, scoreOf, type Hypothesis } from './hypothesis';
import { lengthPenalty } from './lengthPenalty';
import { checkSearch, type SearchOptions } from './searchOptions';
import { createRecord, type SearchRecord } from './searchRecord';
import type { BestStep, Step, StepModel } from './stepModel';

export interface SearchResult {
  /** The best first; at least one. */
  outputs: Hypothesis[];
  /** Where it was asked for. */
  record?: SearchRecord;
}

export interface SearchContext {
  /** Keep the whole search. */
  recorded?: boolean;
  signal?: AbortSignal;
}

/** One sentence under way. */
interface Sentence {
  number: number;
  live: Hypothesis[];
  finished: Hypothesis[];
  longest: number;
  record?: SearchRecord;
}

/**
 * The best outputs for each source. Fails with `INVALID_ARGUMENT` (see `checkSearch`) and `CANCELLED`.
 */
export async function beamSearch<S>(
  model: StepModel<S>,
  sources: readonly SourceNumbers[],
  options: SearchOptions,
  { recorded = false, signal }: SearchContext = {},
): Promise<SearchResult[]> {
  checkSearch(options);
  if (sources.length === 0) return [];
  const { beam } = options;
  const best = recorded ? undefined : model.best?.(beam + mostForbidden(options));
  const constraints = createConstraints(options, model.end);
  const sentences = sources.map((_, number): Sentence => {
    const longest = Math.min(options.maxLength(number), model.longest ?? Infinity);
    const record = recorded ? createRecord(model.begin, options.lengthPenalty) : undefined;
    return { number, live: [emptyHypothesis], finished: [], longest, record };
  });
  let running = sentences; // those whose rows are in the state
  let width = 1; // rows for each of them
  let state: S = await model.start(sources);
  let tokens = new Int32Array(sources.length).fill(model.begin);
  for (;;) {
    if (signal?.aborted) throw new LabError('CANCELLED', 'Decoding was cancelled.');
    const step = await (best ? best(state, tokens) : model.step(state, tokens));
    const parents = running.map((sentence, place) =>
      sentence.live.length === 0 ? [] : advance(sentence, rowsOf(step, model.vocabulary, place * width)),
    );
    const open = [...running.keys()].filter((place) => running[place].live.length > 0);
    if (open.length === 0) {
      model.release?.(step.state);
      break;
    }
    // Rows of sentences that are done are dropped when they have become many: dropping copies the others.
    const kept = open.length <= 0.75 * running.length ? open : [...running.keys()];
    const rows = new Int32Array(kept.length * beam);
    tokens = new Int32Array(kept.length * beam);
    kept.forEach((place, at) => {
      for (let i = 0; i < beam; i++) {
        const row = at * beam + i;
        rows[row] = place * width + (parents[place][i] ?? 0);
        const { live } = running[place];
        tokens[row] = live[i]?.tokens.at(-1) ?? model.end;
      }
    });
    state = model.reorder(step.state, { rows, sentences: Int32Array.from(kept) });
    running = kept.map((place) => running[place]);
    width = beam;
  }
  return sentences.map(({ finished, record }) => {
    const outputs = finished
      .map((output) => ({ output, score: scoreOf(output, options.lengthPenalty) }))
      .sort((a, b) => b.score - a.score)
      .slice(0, options.nBest)
      .map(({ output }) => output);
    outputs.forEach(({ node }, place) => record?.chosen(node, place));
    return { outputs, record };
  });

  /** One step of one sentence: fills `live` and `finished` anew, and gives the places its live ones come from. */
  function advance(sentence: Sentence, rows: StepRows): number[] {
    const before = sentence.live;
    const known = before.map(({ tokens, total }) => ({ total, verdict: constraints(tokens) }));
    const all = rows.logProbabilities && withAll(known, before, rows.logProbabilities);
    const candidates = all ? bestCandidates(all, recorded ? 2 * beam : beam) : rows.best(known, beam);
    const chosen = chooseBeam(candidates, beam, options.forced.length > 0 ? metOf(before) : undefined);
    const parents: number[] = [];
    sentence.live = [];
    const { record, longest } = sentence;
    for (const candidate of chosen) {
      const parent = before[candidate.parent];
      const attention = rows.attention(candidate.parent);
      const ended = candidate.token === model.end;
      const tokens = ended ? parent.tokens : [...parent.tokens, candidate.token];
      const isLongest = !ended && tokens.length >= longest;
      const why = ended ? 'ended' : isLongest ? 'length' : undefined;
      const next: Hypothesis = {
        tokens,
        logProbabilities: [...parent.logProbabilities, candidate.logProbability],
        total: candidate.total,
        ended,
        attention: attention ? [...parent.attention, attention] : parent.attention,
        node: record?.add(candidate, parent, candidates.indexOf(candidate), why, attention) ?? 0,
      };
      if (ended || isLongest) sentence.finished.push(next);
      else {
        sentence.live.push(next);
        parents.push(candidate.parent);
      }
    }
    if (record && all) recordOthers(record, before, candidates, chosen, all);
    if (isDone(sentence)) {
      for (const { node } of sentence.live) record?.ended(node, 'worse than finished');
      sentence.live = [];
    }
    // Nothing was allowed: what there was is the output.
    if (sentence.live.length === 0 && sentence.finished.length === 0) sentence.finished = before.slice(0, beam);
    return parents;
  }

  function withAll(
    known: readonly PartlyKnown[],
    before: readonly Hypothesis[],
    logProbabilities: (place: number) => Float32Array,
  ): Row[] {
    const wantedOf = (place: number): number[] =>
      options.forced.length > 0 ? wantedTokens(before[place].tokens, options.forced) : [];
    return known.map((each, place) => ({
      ...each,
      logProbabilities: logProbabilities(place),
      wanted: wantedOf(place),
    }));
  }

  function recordOthers(
    record: SearchRecord,
    before: readonly Hypothesis[],
    candidates: readonly Candidate[],
    chosen: readonly Candidate[],
    rows: readonly Row[],
  ): void {
    const went = new Set(chosen);
    candidates.forEach((candidate, rank) => {
      if (!went.has(candidate)) record.add(candidate, before[candidate.parent], rank, 'beam');
    });
    refusedCandidates(rows, candidates).forEach(({ why, ...candidate }) => {
      const rank = candidates.filter(({ total }) => total > candidate.total).length;
      record.add(candidate, before[candidate.parent], rank, why);
    });
  }

  function isDone({ live, finished, longest }: Sentence): boolean {
    if (live.length === 0 || finished.length >= beam) return true;
    if (finished.length < options.nBest) return false;
    const scores = finished.map((hypothesis) => scoreOf(hypothesis, options.lengthPenalty)).sort((a, b) => b - a);
    const greatest = Math.max(...live.map(({ total }) => total));
    return greatest / lengthPenalty(longest + 1, options.lengthPenalty) <= scores[options.nBest - 1];
  }

  function metOf(before: readonly Hypothesis[]): (candidate: Candidate) => number {
    const known = new Map<Candidate, number>();
    return (candidate) => {
      let met = known.get(candidate);
      if (met === undefined) {
        met = metTokens([...before[candidate.parent].tokens, candidate.token], options.forced);
        known.set(candidate, met);
      }
      return met;
    };
  }
}

/** The rows of one sentence. */
interface StepRows {
  /** Where all are known. */
  logProbabilities?: (place: number) => Float32Array;
  /** Where some are. */
  best(hypotheses: readonly PartlyKnown[], count: number): Candidate[];
  attention(place: number): Float32Array | undefined;
}

function rowsOf<S>(step: Step<S> | BestStep<S>, vocabulary: number, first: number): StepRows {
  const { attention, logProbabilities } = step;
  return {
    logProbabilities:
      'parts' in step
        ? undefined
        : (place) => logProbabilities.subarray((first + place) * vocabulary, (first + place + 1) * vocabulary),
    best: (hypotheses, count) => ('parts' in step ? bestOfParts(step, first, hypotheses, count) : []),
    attention(place) {
      if (!attention) return undefined;
      const { weights, sourceTime } = attention;
      return weights.slice((first + place) * sourceTime, (first + place + 1) * sourceTime);
    },
  };
}
