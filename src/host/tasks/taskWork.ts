// What a task does with an experiment, and what it writes meanwhile.
import * as vscode from 'vscode';
import { figure } from '../../protocol/figures';
import type { LabErrorPlace } from '../../protocol/labError';
import { metricText } from '../../protocol/metrics';
import { shownLine } from '../../protocol/plainText';
import type { Problem } from '../../protocol/problem';
import { learnEngineTexts, spoken } from '../editor/engineTexts';
import type { SharedEngine } from '../engine/sharedEngine';
import type { Training, Trainings } from '../engine/trainings';
import { savedExperimentRequest } from '../experiments/experimentRequest';
import { trained, type TrainingParts } from '../experiments/trained';

export interface TaskParts extends TrainingParts {
  reading: SharedEngine;
  trainings: Trainings;
}

export interface TaskRun {
  file: vscode.Uri;
  write(line: string): void;
  token: vscode.CancellationToken;
  parts: TaskParts;
}

/** Writes what is wrong in the file, as it is in the editor, saved first; true where it can be trained. */
export async function checkExperiment({ file, write, token, parts }: TaskRun): Promise<boolean> {
  const cancel = new AbortController();
  token.onCancellationRequested(() => cancel.abort());
  if (!/^en\b/.test(vscode.env.language)) await learnEngineTexts();
  const { problems } = await parts.reading.call('check', await savedExperimentRequest(file), { signal: cancel.signal });
  for (const problem of problems) write(problemLine(problem, file.fsPath));
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  write(errors === 0 ? vscode.l10n.t('The experiment can be trained.') : vscode.l10n.t('Errors: {0}', errors));
  return errors === 0;
}

/** Trains by the queue of this window, and writes each epoch; true where it was trained to its end or stopped. */
export async function trainExperiment({ file, write, token, parts }: TaskRun): Promise<boolean> {
  let epoch = -1;
  const following = parts.trainings.onChange((training) => {
    if (training.experimentFile !== file.fsPath || training.live.epoch === epoch) return;
    epoch = training.live.epoch;
    write(liveLine(training));
  });
  try {
    const failure = await trained(file, parts, token);
    write(failure === undefined ? vscode.l10n.t('The training has ended.') : problemLine(failed(failure), file.fsPath));
    return failure === undefined;
  } finally {
    following.dispose();
  }
}

const failed = (message: string): Problem => ({ code: 'INTERNAL', message, severity: 'error' });

/** `/a/b.nlplab.json:3:12: error UNKNOWN_KEY: There is no key "hiden".`; of what another file does wrong, where it stands there. */
export function problemLine({ code, message, severity, place, source }: Problem, file: string): string {
  const at: LabErrorPlace = source ?? place ?? {};
  const { line = 1, column = 1 } = at;
  const said = shownLine(spoken(message, vscode.l10n.t));
  return `${at.file ?? file}:${line}:${column}: ${severity} ${code}: ${said}`;
}

function liveLine({ live: { epoch, epochs, loss, metrics } }: Training): string {
  const figures = Object.entries(metrics).map(([name, value]) => `${name} ${metricText(name, value)}`);
  const lost = loss === undefined ? [] : [vscode.l10n.t('loss {0}', figure(loss))];
  return [vscode.l10n.t('epoch {0} of {1}', epoch, epochs), ...lost, ...figures].join(' · ');
}
