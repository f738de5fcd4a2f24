// What came of a lesson's expectations, as results of tests.
import * as vscode from 'vscode';
import type { LabErrorPlace } from '../../protocol/labError';
import type { LessonExperiment, Verdict } from '../../protocol/lesson';
import { spoken } from '../editor/engineTexts';
import { tellOf, testMessage } from '../editor/shown/tests';

export const rangeOf = ({ line = 1, column = 1, length = 0 }: LabErrorPlace): vscode.Range =>
  new vscode.Range(line - 1, column - 1, line - 1, column - 1 + length);

export const tellVerdicts = {
  /** Of an experiment and each of its expectations. */
  all(run: vscode.TestRun, item: vscode.TestItem, { problems, verdicts }: LessonExperiment): void {
    const [problem] = problems;
    if (problem) return run.errored(item, failure(spoken(problem.message, vscode.l10n.t), item, problem.place));
    for (const [i, verdict] of verdicts.entries()) {
      const own = item.children.get(`${item.id}#${i}`);
      if (own) tell(run, own, verdict);
    }
  },
  failure: (message: string, item: vscode.TestItem): vscode.TestMessage =>
    failure(spoken(message, vscode.l10n.t), item),
};

function tell(run: vscode.TestRun, item: vscode.TestItem, verdict: Verdict): void {
  const { standing, place } = verdict;
  tellOf(run, `${verdict.title}: ${inWords(verdict)}`, item);
  if (standing === 'held') run.passed(item);
  else if (standing === 'open') run.skipped(item);
  else run.failed(item, failure(inWords(verdict), item, place));
}

const failure = (text: string, { uri }: vscode.TestItem, place?: LabErrorPlace): vscode.TestMessage =>
  testMessage(text, uri && place && new vscode.Location(uri, rangeOf(place)));

/** How it stands, what was found, and what to look at. */
function inWords({ standing, that, found, hint }: Verdict): string {
  const { t } = vscode.l10n;
  const unanswered = found.filter(({ key, value }) => value === undefined && key.startsWith('answers.'));
  const isAnswer = found.length === 1 && found[0].key === `answers.${that}`;
  const first = {
    held: t('It holds.'),
    failed: isAnswer ? t('This is not the answer.') : t('It does not hold: {0}.', that),
    open: unanswered.length > 0 ? t('Not answered yet: fill in {0}.', keysOf(unanswered)) : t('Not trained yet.'),
  }[standing];
  const values = found.filter(({ value }) => value !== undefined).map(({ key, value }) => `${key} = ${String(value)}`);
  return [first, ...values, ...(hint !== undefined && standing !== 'held' ? [hint] : [])].join('\n');
}

const keysOf = (found: Verdict['found']): string => found.map(({ key }) => `"${key}"`).join(', ');
