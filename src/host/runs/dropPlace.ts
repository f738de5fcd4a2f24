// Where what waits comes to stand when it is moved among the rest. Pure.

interface Waiting {
  readonly id: string;
  /** Each has a queue of its own. */
  readonly runsFolder: string;
}

/** Before which one; at the end where none is said. */
export interface Place {
  before?: string;
}

/**
 * Of lines that are dropped: those that come from above the target stand behind it, others before it, so that every place can be reached.
 * Without a target they stand at the end. Undefined where nothing is moved.
 */
export function dropPlace(waiting: readonly Waiting[], ids: readonly string[], target?: string): Place | undefined {
  if (ids.length === 0 || (target !== undefined && ids.includes(target))) return undefined;
  if (target === undefined) return {};
  const at = waiting.findIndex(({ id }) => id === target);
  if (at < 0) return undefined;
  const dragged = waiting.filter(({ id }) => ids.includes(id));
  if (dragged.some(({ runsFolder }) => runsFolder !== waiting[at].runsFolder)) return undefined;
  const first = waiting.findIndex(({ id }) => ids.includes(id));
  if (first > at) return { before: target };
  return behind(waiting, ids, at);
}

/** One place up or down, together. Undefined where they stand there already. */
export function stepPlace(waiting: readonly Waiting[], ids: readonly string[], step: 'up' | 'down'): Place | undefined {
  const { runsFolder } = waiting.find(({ id }) => ids.includes(id)) ?? {};
  const own = waiting.filter((one) => one.runsFolder === runsFolder);
  const isMoved = ({ id }: Waiting): boolean => ids.includes(id);
  if (step === 'up') {
    const first = own.findIndex(isMoved);
    return first > 0 ? { before: own[first - 1].id } : undefined;
  }
  const last = own.findLastIndex(isMoved);
  return last >= 0 && last < own.length - 1 ? behind(own, ids, last + 1) : undefined;
}

function behind(waiting: readonly Waiting[], ids: readonly string[], at: number): Place {
  const { runsFolder } = waiting[at];
  const next = waiting.slice(at + 1).find((one) => one.runsFolder === runsFolder && !ids.includes(one.id));
  return next ? { before: next.id } : {};
}
