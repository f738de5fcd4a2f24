// What a view asks of which runs: offered by the host, changed by the person, kept for the next time.
import type { OfferedQuestion, OfferedRun, RunQuestion } from '../../protocol/attentionView';
import { listOf, object, text } from '../views/requestChecks';
import type { Translate } from '../editor/texts';
import { offeredRuns } from '../runs/offeredRuns';
import { requireRun } from '../runs/pickRun';
import type { RunEntry } from '../runs/runEntry';
import type { Runs } from '../runs/runs';

/** Longer texts are files, not sentences. */
export const LONGEST_TEXT = 20_000;
const LONGEST_NAME = 300;

export const isName = text(LONGEST_NAME);

export const isRunQuestion = object<RunQuestion>({
  selected: listOf(isName, 0, 2),
  source: text(LONGEST_TEXT),
  target: text(LONGEST_TEXT),
});

export interface QuestionOptions {
  runs: Runs;
  /** Which runs are offered. */
  fits(entry: RunEntry): boolean;
  onKeep(question: RunQuestion): void;
  t: Translate;
}

const NOTHING: RunQuestion = { selected: [], source: '', target: '' };

export class Question {
  private asked: RunQuestion;
  private version = 0;

  constructor(
    first: Partial<RunQuestion>,
    private readonly options: QuestionOptions,
  ) {
    this.asked = { ...NOTHING, ...first };
  }

  /** Once the runs have been read. */
  get offered(): OfferedQuestion {
    const { asked, version } = this;
    return { ...asked, runs: this.runs, version };
  }

  private get runs(): OfferedRun[] {
    const { runs, fits, t } = this.options;
    return offeredRuns(runs.all, fits, t);
  }

  /** A command asks something new, whatever was asked before the window was reloaded; what it leaves out stays. */
  ask(change: Partial<RunQuestion>): void {
    this.version = Math.max(this.version + 1, Date.now());
    this.keep({ ...this.asked, ...change });
  }

  /** The person has changed something in the view. */
  keep(question: RunQuestion): void {
    this.asked = question;
    this.options.onKeep(question);
  }

  /** The run of an id that came from a view. */
  entry(id: string): Promise<RunEntry> {
    return requireRun(this.options.runs, id);
  }
}
