// The time that a pattern has taken, against the length of the texts: about a second for a million characters, not more. It is asked for
// ever more exactly, which costs ever more: first with what is done with the matches, then without; at last by the processor's time,
// since on a busy machine the clock runs without the process.

/** Milliseconds that may be owed, and that a thousand UTF-16 units pay for. */
interface Terms {
  owed: number;
  paid: number;
  byProcessor?: boolean;
}

const ROUGH: Terms = { owed: 200, paid: 1 };
const TERMS: readonly Terms[] = [ROUGH, { owed: 100, paid: 0.5 }, { owed: 250, paid: 0.5, byProcessor: true }];

interface Clocks {
  /** Milliseconds since any time. */
  clock(): number;
  /** Milliseconds that the process has taken. */
  processor(): number;
}

const clocks: Clocks = {
  clock: () => performance.now(),
  processor() {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
};

export class MatchingTime {
  private terms = [...TERMS];
  private owed = 0;

  constructor(private readonly times = clocks) {}

  /** Whether what else is done meanwhile may be measured with it. */
  get isRough(): boolean {
    return this.terms[0] === ROUGH;
  }

  /** What `run` gives for a text of so many units. Throws what `tooSlow` gives where too much is owed. */
  measured<Result>(units: number, run: () => Result, tooSlow: () => Error): Result {
    const { clock, processor } = this.times;
    const { byProcessor = false } = this.terms[0];
    const taken = byProcessor ? processor() : 0;
    const started = clock();
    const result = run();
    const elapsed = clock() - started;
    this.owe(byProcessor ? Math.min(elapsed, processor() - taken) : elapsed, units, tooSlow);
    return result;
  }

  private owe(milliseconds: number, units: number, tooSlow: () => Error): void {
    const [{ owed, paid }, ...others] = this.terms;
    this.owed = Math.max(0, this.owed + milliseconds - (paid * units) / 1000);
    if (this.owed <= owed) return;
    if (others.length === 0) throw tooSlow();
    [this.terms, this.owed] = [others, 0];
  }
}
