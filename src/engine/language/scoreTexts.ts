// How probable a text is to a network: in windows where its context is limited, else step by step with its states, or in lanes side by
// side.

import type { TokenPart } from '../store/tokenStore';
import type { Feeds } from '../runtime/session';
import type { JudgeOptions, ScoreOptions, TokenScores } from './languageModel';
import {
  leftBy,
  noStates,
  requireScoring,
  type LaidOut,
  type NetworkSession,
  type ProgramName,
} from './networkSession';
import { mostProbable } from '../decode/mostProbable';
import { usualStride, windowsOf, type Window } from './windows';

/** The inputs `from` up to `to` of a text. */
type ReadInputs = (from: number, to: number) => Int32Array;

/** Is given what a program says of the tokens behind inputs from `first` on, those of one column of its windows. */
type Told = (first: number, results: Feeds, rows: { column: number; size: number; from: number; to: number }) => void;

interface Scoring {
  session: NetworkSession;
  parameters: Feeds;
  program: ProgramName;
  stride?: number;
  signal?: AbortSignal;
}

/** Numbers that come out of one run of a program: 64 MB of float32. */
const MOST_NUMBERS = 2 ** 24;
const MOST_WINDOWS = 64;
/** Steps of a network without a limit that are one run. */
const CHUNK = 128;
/** Lanes in which such a network judges a long text, and what each reads before its own part. */
const LANES = 32;
const WARM_UP = 256;

/** Of a text with so many tokens behind `first` inputs that are only looked at. Fails with `CANCELLED`. */
export async function scoreIds(
  session: NetworkSession,
  parameters: Feeds,
  { inputs, first }: { inputs: Int32Array; first: number },
  { ranks = false, best = 0, stride, signal, progress }: ScoreOptions,
): Promise<TokenScores> {
  const count = inputs.length - 1 - first;
  const most = Math.min(best, session.vocabulary);
  const scores = {
    logProbabilities: new Float32Array(count),
    ranks: new Int32Array(ranks ? count : 0),
    best: {
      count: most,
      tokens: new Int32Array(count * most),
      logProbabilities: new Float32Array(count * most).fill(-Infinity),
    },
  };
  const program = ranks || most > 0 ? 'ranking' : 'scoring';
  let scored = 0;
  const told: Told = (at, results, { column, size, from, to }) => {
    progress?.((scored += to - from) / count);
    for (let t = from; t < to; t++) {
      const place = t * size + column;
      const token = at + t - from - first;
      scores.logProbabilities[token] = results.logProbabilities.data[place] as number;
      if (ranks) scores.ranks[token] = Number(results.ranks.data[place]);
      if (most === 0) continue;
      const { vocabulary } = session;
      const all = (results.all.data as Float32Array).subarray(place * vocabulary, (place + 1) * vocabulary);
      mostProbable(all, most).forEach((id, i) => {
        scores.best.tokens[token * most + i] = id;
        scores.best.logProbabilities[token * most + i] = all[id];
      });
    }
  };
  const read: ReadInputs = (from, to) => inputs.subarray(from, to);
  await overText({ session, parameters, program, stride, signal }, { read, inputs: inputs.length - 1, first }, told);
  return {
    logProbabilities: scores.logProbabilities,
    ...(ranks ? { ranks: scores.ranks } : {}),
    ...(most > 0 ? { best: scores.best } : {}),
  };
}

/** What the output layer reads at the place before each token, `[tokens, width]`; the text as `scoreIds` has it. Fails with `CANCELLED`. */
export async function statesOfIds(
  session: NetworkSession,
  parameters: Feeds,
  { inputs, first }: { inputs: Int32Array; first: number },
  signal?: AbortSignal,
): Promise<Float32Array> {
  const { width } = session.network;
  const states = new Float32Array((inputs.length - 1 - first) * width);
  const told: Told = (at, { hidden }, { column, size, from, to }) => {
    for (let t = from; t < to; t++) {
      const place = (t * size + column) * width;
      states.set((hidden.data as Float32Array).subarray(place, place + width), (at + t - from - first) * width);
    }
  };
  const read: ReadInputs = (from, to) => inputs.subarray(from, to);
  const scoring = { session, parameters, program: 'states', signal } as const;
  await overText(scoring, { read, inputs: inputs.length - 1, first }, told);
  return states;
}

/** Judges a text of any length from its beginning. Fails with `CANCELLED`. */
export async function judgePart(
  session: NetworkSession,
  parameters: Feeds,
  { part, begin }: { part: TokenPart; begin: number },
  { stride, signal, told, progress }: JudgeOptions,
): Promise<void> {
  const read: ReadInputs = (from, to) => {
    const ids = new Int32Array(to - from);
    if (from === 0) ids[0] = begin;
    part.read(Math.max(0, from - 1), from === 0 ? ids.subarray(1) : ids);
    return ids;
  };
  let judged = 0;
  const toldOf: Told = (first, { logProbabilities }, { column, size, from, to }) => {
    const values = new Float32Array(to - from);
    for (let t = from; t < to; t++) values[t - from] = logProbabilities.data[t * size + column] as number;
    told(first, values);
    progress?.((judged += values.length) / part.length);
  };
  const scoring: Scoring = { session, parameters, program: 'scoring', stride, signal };
  const text = { read, inputs: part.length, first: 0 };
  if (session.network.longest === undefined) await inLanes(scoring, text, toldOf);
  else await overText(scoring, text, toldOf);
}

interface Text {
  read: ReadInputs;
  /** How many inputs it has; behind each stands a token. */
  inputs: number;
  /** The first of them whose token is asked for. */
  first: number;
}

async function overText(scoring: Scoring, text: Text, told: Told): Promise<void> {
  const { longest } = scoring.session.network;
  if (longest === undefined) return inSteps(scoring, text, told);
  const stride = Math.min(scoring.stride ?? usualStride(longest), longest);
  const rows = Math.floor(MOST_NUMBERS / (longest * scoring.session.vocabulary));
  const size = Math.max(1, Math.min(MOST_WINDOWS, rows));
  let waiting: Window[] = [];
  for (const window of windowsOf(text.inputs, { context: longest, stride }, text.first)) {
    waiting.push(window);
    if (waiting.length < size) continue;
    await windowsAtOnce(scoring, text, waiting, told);
    waiting = [];
  }
  if (waiting.length > 0) await windowsAtOnce(scoring, text, waiting, told);
}

/** Shorter windows are filled up at their ends, which nothing before looks at. */
async function windowsAtOnce(
  { session, parameters, program, signal }: Scoring,
  { read }: Text,
  windows: readonly Window[],
  told: Told,
): Promise<void> {
  requireScoring(signal);
  const time = windows.reduce((most, { start, to }) => Math.max(most, to - start), 0);
  const laidOut = layOut(
    windows.map(({ start, to }) => read(start, to + 1)),
    time,
  );
  const results = await session.run(program, parameters, laidOut);
  windows.forEach(({ start, from, to }, column) =>
    told(from, results, { column, size: laidOut.size, from: from - start, to: to - start }),
  );
}

/** From the beginning to the end, the states carried. */
async function inSteps({ session, parameters, program, signal }: Scoring, text: Text, told: Told): Promise<void> {
  let carried = noStates(session.network, 1);
  for (let at = 0; at < text.inputs; at += CHUNK) {
    requireScoring(signal);
    const to = Math.min(at + CHUNK, text.inputs);
    const results = await session.run(program, parameters, layOut([text.read(at, to + 1)], to - at), carried);
    carried = leftBy(session.network, results);
    const from = Math.max(at, text.first);
    if (from < to) told(from, results, { column: 0, size: 1, from: from - at, to: to - at });
  }
}

/** Parts of the text side by side: each but the first reads what stands before it until its state is nearly that of the whole text. */
async function inLanes({ session, parameters, program, signal }: Scoring, text: Text, told: Told): Promise<void> {
  const lanes = Math.max(1, Math.min(LANES, Math.floor(text.inputs / (4 * WARM_UP))));
  const each = Math.ceil(text.inputs / lanes);
  const starts = Array.from({ length: lanes }, (_, lane) => lane * each);
  let carried = noStates(session.network, lanes);
  if (lanes > 1) {
    const before = starts.map((start) => (start > 0 ? text.read(start - WARM_UP, start + 1) : new Int32Array(0)));
    carried = leftBy(session.network, await session.run(program, parameters, layOut(before, WARM_UP), carried));
    for (const { data, shape } of Object.values(carried)) (data as Float32Array).fill(0, 0, shape[1]); // the first lane has nothing before it
  }
  for (let at = 0; at < each; at += CHUNK) {
    requireScoring(signal);
    const time = Math.min(CHUNK, each - at);
    const ends = starts.map((start) => Math.min(start + at + time, text.inputs));
    const windows = starts.map((start, lane) =>
      start + at < ends[lane] ? text.read(start + at, ends[lane] + 1) : new Int32Array(0),
    );
    const results = await session.run(program, parameters, layOut(windows, time), carried);
    carried = leftBy(session.network, results);
    windows.forEach((window, column) => {
      if (window.length > 0)
        told(starts[column] + at, results, { column, size: lanes, from: 0, to: window.length - 1 });
    });
  }
}

/** Inputs and the tokens behind them: each window has one token more than inputs. */
function layOut(windows: readonly Int32Array[], time: number): LaidOut {
  const size = windows.length;
  const [ids, labels] = [new Int32Array(time * size), new Int32Array(time * size)];
  windows.forEach((window, column) => {
    for (let t = 0; t + 1 < window.length; t++) {
      ids[t * size + column] = window[t];
      labels[t * size + column] = window[t + 1];
    }
  });
  return { ids, labels, time, size };
}
