// The view *Lessons*. What it takes is loaded when it is first seen.
import * as vscode from 'vscode';
import type { Lifetime } from '../editor/lifetime';
import type { LessonNode } from './lessonNodes';
import type { LessonsTree } from './lessonsTree';
import type { LessonTests } from './lessonTests';

export function showLessonsView(
  { tests, extensionUri }: { tests(): Promise<LessonTests>; extensionUri: vscode.Uri },
  life: Lifetime,
): void {
  const emitter = life.add(new vscode.EventEmitter<undefined>());
  let loaded: Promise<LessonsTree> | undefined;
  const tree = (): Promise<LessonsTree> =>
    (loaded ??= import('./lessonsTree').then(async (part) => {
      const model = await tests();
      life.add(model.onDidChange(() => emitter.fire(undefined)));
      return new part.LessonsTree(model, extensionUri);
    }));
  const treeDataProvider: vscode.TreeDataProvider<LessonNode> = {
    onDidChangeTreeData: emitter.event,
    getChildren: async (node) => (await tree()).getChildren(node),
    getTreeItem: async (node) => (await tree()).getTreeItem(node),
  };
  life.add(vscode.window.createTreeView('nlpLab.lessons', { treeDataProvider, showCollapseAll: true }));
}
