// A regular expression that can take no text for ever: on what it may take long for it is stopped after a second, and its time on many
// texts is added up.

import { LabError } from '../../../protocol/labError';
import type { PatternBounds } from './patternCost';
import { inProcessorTime } from './inTime';
import { MatchingTime } from './matchingTime';
import { widthAt } from './pieces';

interface PatternOptions extends PatternBounds {
  /** How errors name it. */
  name: string;
  /** Beside `gu`. */
  flags?: string;
}

/** Every call fails with `INVALID_ARGUMENT`, naming the pattern, where it takes too long. */
export class BoundedPattern {
  private readonly expression: RegExp;
  private readonly time = new MatchingTime();

  /** Throws a `SyntaxError` where it is no pattern. */
  constructor(
    pattern: string,
    private readonly options: PatternOptions,
  ) {
    this.expression = new RegExp(pattern, `gu${options.flags ?? ''}`);
  }

  /** Calls `visit` for all matches, from left to right. */
  each(text: string, visit: (match: RegExpExecArray) => void): void {
    const { measuredFrom, watchedFrom } = this.options;
    if (text.length < measuredFrom) this.find(text, visit);
    else if (text.length < watchedFrom && this.time.isRough)
      this.time.measured(text.length, () => this.find(text, visit), this.owed);
    else {
      const find = (): RegExpExecArray[] => {
        const found: RegExpExecArray[] = [];
        this.find(text, (match) => found.push(match));
        return found;
      };
      for (const match of this.bounded(text, find)) visit(match);
    }
  }

  /** Where the first match begins, or -1. */
  search(text: string): number {
    const found = (): number => text.search(this.expression);
    return text.length < this.options.measuredFrom ? found() : this.bounded(text, found);
  }

  /** The text with its matches replaced; `$1` and the like are as in `String.replace`, unless a function gives the content. */
  replace(text: string, content: string | (() => string)): string {
    if (text.length < this.options.measuredFrom) return this.replaced(text, content);
    return this.bounded(text, () => this.replaced(text, content));
  }

  /** Compiles the pattern by using it once, on text of one byte a character and of two: one that is too large fails here. */
  tryOut(): void {
    const isDone = inProcessorTime(() => ['a', '가'].map((text) => text.search(this.expression)));
    if (!isDone) throw tooSlowAtOnce(this.options.name);
  }

  private replaced(text: string, content: string | (() => string)): string {
    if (typeof content === 'string') return text.replace(this.expression, content);
    return text.replace(this.expression, content);
  }

  /** As `String.matchAll`, without a copy of the expression for each text and an object for each step. */
  private find(text: string, visit: (match: RegExpExecArray) => void): void {
    const { expression } = this;
    for (let at = 0; at <= text.length;) {
      expression.lastIndex = at;
      const match = expression.exec(text);
      if (!match) return;
      at = expression.lastIndex;
      if (match[0] === '') at += at < text.length ? widthAt(text, at) : 1;
      visit(match);
    }
  }

  private bounded<Result>(text: string, run: () => Result): Result {
    const watched = (): Result => {
      const done = inProcessorTime(run);
      if (!done) throw tooSlowAtOnce(this.options.name);
      return done.value;
    };
    return this.time.measured(text.length, text.length < this.options.watchedFrom ? run : watched, this.owed);
  }

  private readonly owed = (): LabError => tooSlowInAll(this.options.name);
}

const tooSlow = (message: string): LabError => new LabError('INVALID_ARGUMENT', message);

const tooSlowAtOnce = (name: string): LabError =>
  tooSlow(
    `The pattern "${name}" took more than a second on a part of the text: it can match it in too many ways. Write it with fewer repetitions and choices one after the other.`,
  );

const tooSlowInAll = (name: string): LabError =>
  tooSlow(
    `The pattern "${name}" takes more than a second for a million characters of such texts: it can match it in too many ways. Write it with fewer repetitions and choices one after the other.`,
  );
