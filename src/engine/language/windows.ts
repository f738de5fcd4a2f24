// The windows in which a network whose context is limited sees a long text. The first one takes as much as fits; each after it moves on
// by a stride and says what follows its last `stride` inputs, the inputs before those are only looked at.

export interface WindowSizes {
  /** Most inputs of a window. */
  context: number;
  /** At most the context. */
  stride: number;
}

/** The first input of the window that ends with input number `length`, counted from 1. */
export const windowStart = (length: number, { context, stride }: WindowSizes): number =>
  length <= context ? 0 : Math.ceil((length - context) / stride) * stride;

/** Inputs `start` up to `to`, of which those from `from` on say the token behind them. */
export interface Window {
  start: number;
  from: number;
  to: number;
}

/** Of a text with so many inputs, those that say a token behind input `first` or a later one. */
export function* windowsOf(inputs: number, sizes: WindowSizes, first = 0): Generator<Window> {
  const { context, stride } = sizes;
  for (let from = 0, to = Math.min(context, inputs); from < inputs; from = to, to = Math.min(from + stride, inputs))
    if (to > first) yield { start: windowStart(from + 1, sizes), from: Math.max(from, first), to };
}

/** By how much a full window moves on where nothing else is said. */
export const usualStride = (context: number): number => Math.max(1, Math.floor(context / 2));
