// The tree *Lessons*: those of the workspace as they stand, and of those that the extension brings the ones that were not begun here.
import * as vscode from 'vscode';
import { LESSON_FILE, titleOfLesson } from '../../protocol/lesson';
import { lessonItem, type LessonLine, type LessonNode, linesBelow, nameOf } from './lessonNodes';
import type { LessonTests } from './lessonTests';
import { inThisLanguageLast } from './lessonTexts';

/** Where the extension has its lessons. */
const SHIPPED = ['samples', 'lessons'];

export class LessonsTree {
  constructor(
    private readonly tests: LessonTests,
    private readonly extensionUri: vscode.Uri,
  ) {}

  async getChildren(node?: LessonNode): Promise<LessonNode[]> {
    return node ? linesBelow(node) : lessonLines(this.tests, this.extensionUri);
  }

  getTreeItem(node: LessonNode): vscode.TreeItem {
    return lessonItem(node);
  }
}

/** All lessons, in the order in which they are taken. */
export async function lessonLines(tests: LessonTests, extensionUri: vscode.Uri): Promise<LessonLine[]> {
  const found = await tests.lessons();
  const own = await Promise.all(
    found.map(async ({ text, lesson, failure }): Promise<LessonLine> => {
      const title = lesson?.title ?? (await titleIn(text));
      return { kind: 'lesson', text, title, ...(lesson && { lesson }), ...(failure !== undefined && { failure }) };
    }),
  );
  const names = new Set(own.map(nameOf));
  const shipped = await shippedLines(vscode.Uri.joinPath(extensionUri, ...SHIPPED));
  return [...own, ...shipped.filter((line) => !names.has(nameOf(line)))];
}

async function shippedLines(folder: vscode.Uri): Promise<LessonLine[]> {
  const entries = await vscode.workspace.fs.readDirectory(folder).then(
    (found) => found.filter(([, kind]) => kind === vscode.FileType.Directory),
    () => [], // a build without them
  );
  const texts = await Promise.all(entries.map(async ([name]) => textIn(vscode.Uri.joinPath(folder, name))));
  const lines = texts.flatMap((text) => text ?? []).sort((a, b) => a.path.localeCompare(b.path));
  return Promise.all(lines.map(async (text) => ({ kind: 'shipped', text, title: await titleIn(text) })));
}

/** The text of the lesson in a folder, in the language of the editor where there is one. */
export async function textIn(folder: vscode.Uri): Promise<vscode.Uri | undefined> {
  const names = (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
  const texts = names.filter((name) => LESSON_FILE.test(name)).map((name) => vscode.Uri.joinPath(folder, name));
  return texts.sort(inThisLanguageLast).at(-1);
}

async function titleIn(text: vscode.Uri): Promise<string> {
  const name = nameOf({ kind: 'lesson', text, title: '' });
  const bytes = await vscode.workspace.fs.readFile(text).then(undefined, () => new Uint8Array());
  return titleOfLesson(new TextDecoder().decode(bytes), name);
}
