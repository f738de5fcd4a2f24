// The lines of the tree *Lessons*: those of the workspace with what they expect of each experiment, then those that the extension brings.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { countStandings, isBegun, type Lesson, type LessonExperiment } from '../../protocol/lesson';
import { idOf } from '../commands/commandId';
import { type TreeLook, treeItem } from '../editor/shown/items';
import { experimentName } from '../experiments/experimentRequest';

/** A lesson of the workspace, or one that is copied there when it is begun. */
export interface LessonLine {
  kind: 'lesson' | 'shipped';
  /** Its text. */
  text: vscode.Uri;
  title: string;
  /** As it was judged last. */
  lesson?: Lesson;
  /** Why it could not be judged. */
  failure?: string;
}

interface ExperimentLine {
  kind: 'experiment';
  of: LessonLine;
  experiment: LessonExperiment;
}

export type LessonNode = LessonLine | ExperimentLine;

export const folderOf = ({ text }: LessonLine): vscode.Uri => vscode.Uri.joinPath(text, '..');

/** Lessons with one name are one lesson, wherever they lie: `01-counting`. */
export const nameOf = (line: LessonLine): string => path.posix.basename(folderOf(line).path);

/** All that it expects holds. */
export function isDone({ lesson }: LessonLine): boolean {
  const { held, failed, open } = countStandings(lesson?.experiments ?? []);
  return held > 0 && failed + open === 0;
}

export const linesBelow = (node: LessonNode): LessonNode[] =>
  node.kind === 'experiment'
    ? []
    : (node.lesson?.experiments ?? []).map((experiment) => ({ kind: 'experiment', of: node, experiment }));

export const lessonItem = (node: LessonNode): vscode.TreeItem =>
  treeItem(node.kind === 'experiment' ? experimentLook(node) : lessonLook(node));

function lessonLook(line: LessonLine): TreeLook {
  const { kind, text, title } = line;
  const { None, Collapsed } = vscode.TreeItemCollapsibleState;
  const isShipped = kind === 'shipped';
  return {
    ...{ id: text.toString(), label: title, context: isShipped ? 'shippedLesson' : 'lesson' },
    description: standing(line),
    tooltip:
      line.failure ??
      (isShipped
        ? vscode.l10n.t('{0}: a click copies it into this folder and opens its text.', title)
        : vscode.workspace.asRelativePath(folderOf(line))),
    ...lookOf(line),
    state: linesBelow(line).length > 0 ? Collapsed : None,
    command: { command: idOf(isShipped ? 'beginLesson' : 'openLesson'), title: '', arguments: [line] },
    spoken: [title, standing(line)].filter((part) => part !== '').join(', '),
  };
}

/** In words; nothing before it was judged. */
function standing(line: LessonLine): string {
  const { kind, lesson, failure } = line;
  const { t } = vscode.l10n;
  if (kind === 'shipped') return t('not begun');
  if (!lesson) return failure ?? '';
  return isBegun(lesson.experiments) ? howMany(lesson.experiments) : t('not begun');
}

function howMany(experiments: readonly LessonExperiment[]): string {
  const { held, failed, open } = countStandings(experiments);
  return vscode.l10n.t('{0} of {1} hold', held, held + failed + open);
}

function lookOf(line: LessonLine): Pick<TreeLook, 'icon' | 'color'> {
  if (line.kind === 'shipped') return { icon: 'mortar-board' };
  if (line.failure !== undefined) return { icon: 'warning' };
  if (!line.lesson) return { icon: 'loading~spin' };
  if (isDone(line)) return { icon: 'pass-filled', color: 'testing.iconPassed' };
  return { icon: isBegun(line.lesson.experiments) ? 'color-mode' : 'circle-large-outline' };
}

function experimentLook({ of, experiment }: ExperimentLine): TreeLook {
  const { file, problems, needsRun, run } = experiment;
  const uri = vscode.Uri.joinPath(folderOf(of), file);
  const { t } = vscode.l10n;
  const isWrong = problems.length > 0;
  const said = isWrong ? t('is wrong') : needsRun && !run ? t('not trained') : howMany([experiment]);
  return {
    ...{ id: uri.toString(), label: experimentName(file), description: said, context: 'lessonExperiment' },
    icon: isWrong ? 'warning' : 'beaker',
    tooltip: experiment.verdicts.map(({ title }) => title).join('\n'),
    command: { command: 'vscode.open', title: '', arguments: [uri] },
  };
}
