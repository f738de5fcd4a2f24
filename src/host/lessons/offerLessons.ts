// Lessons of the workspace stand in the Testing view; what that takes is loaded once there is one.
import * as vscode from 'vscode';
import type { Lifetime } from '../editor/lifetime';
import { workspaceFiles } from '../editor/files';
import { LESSON_FILES } from '../../protocol/lesson';
import type { LessonTests, LessonTestsParts } from './lessonTests';

/** What somebody who takes a lesson has before them: its text, or an experiment. */
const OF_LESSONS = /\/lesson(\.[a-z]{2})?\.md$|\.nlplab\.json$/u;

/** Gives what loads the tests of lessons. */
export function offerLessons(parts: LessonTestsParts, life: Lifetime): () => Promise<LessonTests> {
  let tests: Promise<LessonTests> | undefined;
  const loaded = (): Promise<LessonTests> =>
    (tests ??= import('./lessonTests').then((part) => new part.LessonTests(parts, life)));
  const show = (): void => void loaded().then((shown) => shown.listAgain());
  const texts = life.add(vscode.workspace.createFileSystemWatcher(LESSON_FILES, false, true));
  life.add(texts.onDidCreate(show));
  life.add(texts.onDidDelete(() => tests && show()));
  const opened = (editor: vscode.TextEditor | undefined): void =>
    void (
      editor &&
      OF_LESSONS.test(editor.document.uri.path) &&
      tests?.then((shown) => shown.listWith(editor.document.uri))
    );
  life.add(vscode.window.onDidChangeActiveTextEditor(opened));
  void workspaceFiles(LESSON_FILES, 1).then(({ length }) => {
    if (length === 0) return;
    show();
    opened(vscode.window.activeTextEditor);
  });
  return loaded;
}
