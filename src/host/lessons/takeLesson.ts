// What is done with lessons: their texts are opened, those that the extension brings are copied, and there is a next one.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { LabError } from '../../protocol/labError';
import { nextLesson } from '../../protocol/lesson';
import { copyFolder } from '../beginning/copySamples';
import { askForPlace, type SampleParts } from '../beginning/openSamples';
import { idOf } from '../commands/commandId';
import { tell } from '../editor/shown/messages';
import { pick } from '../editor/shown/picks';
import { folderOf, isDone, type LessonLine, nameOf } from './lessonNodes';
import { lessonLines, textIn } from './lessonsTree';
import type { LessonTests } from './lessonTests';

export interface LessonCommandParts extends SampleParts {
  lessonTests(): Promise<LessonTests>;
}

/** Of the Markdown extension that comes with the editor. */
const PREVIEW = 'markdown.showPreview';

/** Where lessons are copied to, in the folder of the window. */
const FOLDER = 'lessons';

export async function openLesson(parts: LessonCommandParts, given?: LessonLine): Promise<void> {
  const line = given ?? (await pickLesson(parts));
  if (line) await showText(parts, line.text);
}

export async function runLesson(parts: LessonCommandParts, given?: LessonLine): Promise<void> {
  const line = given ?? (await pickLesson(parts));
  if (line) await (await parts.lessonTests()).take(folderOf(line));
}

/**
 * Copies a lesson into the folder of this window, what is there already left as it is, and opens its text. Where no folder is open a
 * person says where the lessons go, and that folder is opened. Answers with the folder of the lesson; undefined when the person gives up.
 */
export async function beginLesson(parts: LessonCommandParts, line: LessonLine): Promise<vscode.Uri | undefined> {
  const home = vscode.workspace.workspaceFolders?.at(0)?.uri ?? (await askForPlace());
  if (!home) return undefined;
  const folder = vscode.Uri.joinPath(home, FOLDER, nameOf(line));
  await copyFolder(folderOf(line).fsPath, folder.fsPath, vscode.l10n.t);
  if (!vscode.workspace.workspaceFolders?.length) {
    await vscode.commands.executeCommand('vscode.openFolder', home);
    return folder;
  }
  const text = await textIn(folder);
  if (text) await showText(parts, text);
  await (await parts.lessonTests()).listAgain();
  return folder;
}

/** The one after the lesson whose text or experiment is in front. */
export async function openNextLesson(parts: LessonCommandParts): Promise<void> {
  const tests = await parts.lessonTests();
  const lines = await lessonLines(tests, parts.extensionUri);
  const next = nextLesson(lines, placeInFront(lines, tests), isDone);
  if (!next) return void tell.information(vscode.l10n.t('All lessons hold.'));
  if (next.kind === 'lesson') return showText(parts, next.text);
  await vscode.commands.executeCommand(idOf('beginLesson'), next);
}

async function pickLesson(parts: LessonCommandParts): Promise<LessonLine | undefined> {
  const lines = await lessonLines(await parts.lessonTests(), parts.extensionUri);
  const own = lines.filter(({ kind }) => kind === 'lesson');
  if (own.length === 0)
    throw new LabError(
      'NOT_FOUND',
      vscode.l10n.t('There is no lesson in this folder. The view "Lessons" has some to begin with.'),
    );
  const items = own.map((line) => ({ label: line.title, description: path.basename(folderOf(line).path), line }));
  return (await pick(items, { title: vscode.l10n.t('Which lesson?') }))?.line;
}

/** Where the lesson stands that is looked at: its text, set or not, or one of its experiments; −1: none is. */
function placeInFront(lines: readonly LessonLine[], { shown }: LessonTests): number {
  const { input, label = '' } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
  const uri = input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom ? input.uri : undefined;
  const folder = uri ? vscode.Uri.joinPath(uri, '..') : label === shown?.label ? shown.folder : undefined;
  return lines.findIndex((line) => folderOf(line).toString() === folder?.toString());
}

/** As it is written, where the editor has nothing that sets it. */
async function showText({ lessonTests }: LessonCommandParts, text: vscode.Uri): Promise<void> {
  const isSet = (await vscode.commands.getCommands(true)).includes(PREVIEW);
  await (isSet ? vscode.commands.executeCommand(PREVIEW, text) : vscode.window.showTextDocument(text));
  const { label = '' } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
  (await lessonTests()).shown = { label, folder: vscode.Uri.joinPath(text, '..') };
}
