// A regular expression that is stopped where it takes too long on a text: for patterns of which nobody knows how many ways
// they try.

import vm from 'node:vm';
import { LabError } from '../../../protocol/labError';

const MOST_MS = 1000;

const script = new vm.Script('run()');
const surroundings = vm.createContext({ run: undefined });

/** What `run` gives. Fails with `INVALID_ARGUMENT`, naming the pattern, where it takes more than a second. */
function inTime<Result>(name: string, run: () => Result): Result {
  let result: { value: Result } | undefined;
  surroundings.run = (): void => {
    result = { value: run() };
  };
  try {
    script.runInContext(surroundings, { timeout: MOST_MS });
  } catch (error) {
    if (!isTimeout(error)) throw error;
    const message = `The pattern "${name}" took more than a second on a part of the text: it can match it in too many ways. Write it with fewer repetitions and choices one after the other.`;
    throw new LabError('INVALID_ARGUMENT', message, undefined, { cause: error });
  }
  if (!result) throw new Error('a script that ran nothing');
  return result.value;
}

/** The error is of the surroundings' own kind, and no `Error` here. */
const isTimeout = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';

interface Watching {
  /** Flags beside `gu`. */
  flags?: string;
  /** UTF-16 units a text must have to be watched: what is harmless on a short one may not be on a long one. */
  from?: number;
}

/** Global, with flag u. Each call is watched as a whole, since watching costs some hundredths of a millisecond. */
export class WatchedPattern extends RegExp {
  private readonly from: number;

  static override get [Symbol.species](): RegExpConstructor {
    return RegExp;
  }

  constructor(
    pattern: string,
    private readonly shown: string,
    { flags = '', from = 0 }: Watching = {},
  ) {
    super(pattern, `gu${flags}`);
    this.from = from;
  }

  override [Symbol.matchAll](text: string): RegExpStringIterator<RegExpExecArray> {
    const all = (): RegExpExecArray[] => [...super[Symbol.matchAll](text)] as RegExpExecArray[];
    return (text.length < this.from ? all() : inTime(this.shown, all))[Symbol.iterator]();
  }

  override [Symbol.search](text: string): number {
    if (text.length < this.from) return super[Symbol.search](text);
    return inTime(this.shown, () => super[Symbol.search](text));
  }

  override [Symbol.replace](text: string, replacer: string | ((match: string) => string)): string {
    const replaced = (): string =>
      typeof replacer === 'string' ? super[Symbol.replace](text, replacer) : super[Symbol.replace](text, replacer);
    return text.length < this.from ? replaced() : inTime(this.shown, replaced);
  }
}
