// Where the tree of runs offers commands. What a line says of its run are the words of `describeRun`'s context.
import { all } from '../commands/when';

export const ON_RUNS_VIEW = 'view == nlpLab.runs';

/** On lines of runs of which all words are said, in this order; several may be selected. */
export const onRuns = (...words: string[]): string =>
  all(ON_RUNS_VIEW, `viewItem =~ /^run\\b${words.map((word) => `.*\\b${word}\\b`).join('')}/`);

/** On lines of runs of which a word is not said; several may be selected. */
export const onRunsWithout = (word: string): string => all(ON_RUNS_VIEW, `viewItem =~ /^run\\b(?!.*\\b${word}\\b)/`);

/** The same where one line is selected. */
export const onRun = (...words: string[]): string =>
  onRuns(...words).replace(ON_RUNS_VIEW, `${ON_RUNS_VIEW} && !listMultiSelection`);
