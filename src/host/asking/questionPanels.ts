// What the views that ask runs about texts have in common: one panel, whose question is kept for the next time. A command that
// finds it open asks its question there.
import * as vscode from 'vscode';
import type { OfferedQuestion, RunQuestion } from '../../protocol/attentionView';
import type { Contract } from '../../protocol/rpc';
import type { SharedEngine } from '../engine/sharedEngine';
import type { RunEntry } from '../runs/runEntry';
import type { Runs } from '../runs/runs';
import { type Opening, viewType } from '../views/defineView';
import type { OpenPanel, Panels } from '../views/panels';
import type { Subjects } from '../views/subjects';
import { isRunQuestion, Question } from './question';

export interface AskingNeeds {
  memory: vscode.Memento;
  working: SharedEngine;
  runs: Runs;
}

export interface QuestionPanel extends OpenPanel {
  /** What is left out stays as it is. */
  ask(change: Partial<RunQuestion>): void;
}

export type QuestionPanels = Panels<Partial<RunQuestion>, QuestionPanel>;

export type QuestionOpening<C extends Contract> = Opening<C, Partial<RunQuestion>>;

/** The question of a panel that is being filled. @param fits which runs are offered */
export function questionOf(
  { subject, keep }: Pick<QuestionOpening<Contract>, 'subject' | 'keep'>,
  { runs }: AskingNeeds,
  fits: (entry: RunEntry) => boolean,
): Question {
  return new Question(subject, { runs, fits, onKeep: keep, t: vscode.l10n.t });
}

/** The panel of a question, once its page is connected. @param view is told when the offer has changed */
export function questionPanel(
  { panel, life }: Pick<QuestionOpening<Contract>, 'panel' | 'life'>,
  { runs }: AskingNeeds,
  question: Question,
  view: { changed(part: 'question'): void },
): QuestionPanel {
  life.add(runs.onDidChange((folder) => folder === undefined && view.changed('question')));
  return {
    panel,
    ask(change) {
      question.ask(change);
      view.changed('question');
    },
  };
}

/** What the page of every question is told. */
export const questionState = (question: Question) => ({
  notice: () => undefined,
  question: (): OfferedQuestion => question.offered,
});

/** One panel, found again with the question it had. */
export function keptQuestion(view: string, { memory, runs }: AskingNeeds): Subjects<Partial<RunQuestion>> {
  const name = viewType(view);
  const kept = (): Partial<RunQuestion> => {
    const known: unknown = memory.get(name);
    return isRunQuestion(known) ? known : {};
  };
  return {
    nameOf: () => view,
    add: (asked) => ({ key: view, subject: { ...kept(), ...asked } }),
    async at() {
      await runs.ready();
      return { key: view, subject: kept() };
    },
    keep: (_, question) => void memory.update(name, question),
  };
}

/** Shows the view; what `asked` leaves out is as it was last time. */
export async function showQuestion(panels: QuestionPanels, runs: Runs, asked: Partial<RunQuestion>): Promise<void> {
  await runs.ready();
  (await panels.show(asked)).ask(asked);
}
