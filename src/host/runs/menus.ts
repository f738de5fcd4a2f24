// Where the tree of runs offers commands, and where the palette does. What is said of a run are the words of `describeRun`'s context.
import { all, IN_FOLDER } from '../commands/when';

export const ON_RUNS_VIEW = 'view == nlpLab.runs';

/** The words of all runs, a line for each kind of run. */
export const RUN_WORDS = 'nlpLab.runWords';

/** Of a run of which all words are said, in this order. */
const saying = (words: readonly string[]): string => `/^run\\b${words.map((word) => `.*\\b${word}\\b`).join('')}/`;

/** On lines of such runs; several may be selected. */
export const onRuns = (...words: string[]): string => all(ON_RUNS_VIEW, `viewItem =~ ${saying(words)}`);

/** On lines of runs of which a word is not said; several may be selected. */
export const onRunsWithout = (word: string): string => all(ON_RUNS_VIEW, `viewItem =~ /^run\\b(?!.*\\b${word}\\b)/`);

/** The same as `onRuns` where one line is selected. */
export const onRun = (...words: string[]): string =>
  onRuns(...words).replace(ON_RUNS_VIEW, `${ON_RUNS_VIEW} && !listMultiSelection`);

/** There is such a run, whatever is in front. */
export const someRun = (...words: string[]): string => all(IN_FOLDER, `${RUN_WORDS} =~ ${saying(words)}m`);
