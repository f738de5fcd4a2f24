// Lessons of the workspace stand in the Testing view; what that takes is loaded once there is one.
import * as vscode from 'vscode';
import type { Lifetime } from '../editor/lifetime';
import { workspaceFiles } from '../editor/files';
import { LESSON_FILES } from '../../protocol/lesson';
import type { LessonTests, LessonTestsParts } from './lessonTests';

export function offerLessons(parts: LessonTestsParts, life: Lifetime): void {
  let tests: Promise<LessonTests> | undefined;
  const show = (): void =>
    void (tests ??= import('./lessonTests').then((part) => new part.LessonTests(parts, life))).then((shown) =>
      shown.listAgain(),
    );
  const texts = life.add(vscode.workspace.createFileSystemWatcher(LESSON_FILES, false, true));
  life.add(texts.onDidCreate(show));
  life.add(texts.onDidDelete(() => tests && show()));
  void workspaceFiles(LESSON_FILES, 1).then(({ length }) => length > 0 && show());
}
