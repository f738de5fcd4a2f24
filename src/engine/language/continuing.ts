// Texts that are gone on with, over the decoder of a network. Every prompt has the begin token before it; its last token is kept for
// the first step. Where the context is limited and full, the text's later half is read anew and goes on from there: the windows are
// those in which `windowsOf` scores texts, so that a token has one probability, however it was come by.

import type { BestStep, RowChoice, StepModel } from '../decode/stepModel';
import { windowStart } from './windows';

export interface ContinuingState<S> {
  inner: S;
  /** By row what its window holds, the pending token excepted; of networks whose context is limited. */
  rows: number[][];
  /** What the first step is given. */
  pending?: Int32Array;
  /** Each row has a memory of its own: texts were read anew after rows had begun to share one. */
  apart: boolean;
}

interface ContinuingOptions {
  begin: number;
  end: number;
  /** Most tokens of a window, where that is limited. */
  context?: number;
  /** Tokens by which a full window moves on. */
  stride: number;
}

export function createContinuing<S>(
  decoder: StepModel<S>,
  { begin, end, context = Infinity, stride }: ContinuingOptions,
): StepModel<ContinuingState<S>> {
  const isLimited = Number.isFinite(context);

  /** The state in which the tokens have room, and what its step is given. */
  async function ready(state: ContinuingState<S>, tokens: Int32Array) {
    const given = state.pending ?? tokens;
    const isFull = state.rows.some(({ length }) => length === context);
    if (!isFull) return { state, given };
    decoder.release?.(state.inner);
    const rows = state.rows.map((row) => (row.length === context ? row.slice(stride) : row));
    const inner = await decoder.start(rows.map((row) => Int32Array.from(row)));
    return { state: { inner, rows, apart: true }, given };
  }

  const after = (before: ContinuingState<S>, given: Int32Array, inner: S): ContinuingState<S> => {
    before.rows.forEach((row, i) => row.push(given[i]));
    return { inner, rows: before.rows, apart: before.apart };
  };

  return {
    vocabulary: decoder.vocabulary,
    begin,
    end,

    async start(prompts) {
      const windows = prompts.map((prompt) => {
        const all = Int32Array.of(begin, ...prompt);
        return all.subarray(windowStart(all.length, { context, stride }));
      });
      return {
        inner: await decoder.start(windows.map((window) => window.subarray(0, -1))),
        rows: isLimited ? windows.map((window) => [...window.subarray(0, -1)]) : [],
        pending: Int32Array.from(windows, (window) => window[window.length - 1]),
        apart: false,
      };
    },

    async step(before, tokens) {
      const { state, given } = await ready(before, tokens);
      const { state: inner, ...result } = await decoder.step(state.inner, given);
      return { ...result, state: after(state, given, inner) };
    },

    best(count) {
      const best = decoder.best?.(count);
      if (!best) return undefined;
      return async (before, tokens): Promise<BestStep<ContinuingState<S>>> => {
        const { state, given } = await ready(before, tokens);
        const { state: inner, ...result } = await best(state.inner, given);
        return { ...result, state: after(state, given, inner) };
      };
    },

    reorder(state, choice: RowChoice) {
      const { rows } = choice;
      const own = state.apart ? { rows, sentences: Int32Array.from(rows.keys()) } : choice;
      return {
        ...state,
        inner: decoder.reorder(state.inner, own),
        rows: isLimited ? Array.from(rows, (row) => [...state.rows[row]]) : [],
        pending: state.pending && Int32Array.from(rows, (row) => (state.pending ?? rows)[row]),
      };
    },

    release: (state) => decoder.release?.(state.inner),
  };
}
