// What the editor says of its groups and their room, for what opens next.
import * as vscode from 'vscode';
import { type Column, columnForFile, columnForView, type EditorGroup } from './columns';

/** Of the editor's commands `getEditorLayout` and `setEditorLayout`. */
interface EditorLayout {
  /** 0: beside each other. */
  orientation: number;
  groups: { size?: number }[];
}

const ONE_GROUP: EditorLayout = { orientation: 0, groups: [{}] };

export const newViewColumn = (): Promise<vscode.ViewColumn> => newColumn(columnForView);

export const newFileColumn = (): Promise<vscode.ViewColumn> => newColumn(columnForFile);

async function newColumn(choose: (groups: EditorGroup[], width?: number) => Column): Promise<vscode.ViewColumn> {
  const layout = await editorLayout(); // what was opened a moment ago is among the tabs when this has been answered
  const groups = vscode.window.tabGroups.all.map(groupOf);
  const isAskedForRoom = groups.length === 1 && !groups[0].isEmpty && choose(groups) === 'active';
  const column = choose(groups, isAskedForRoom ? await widthOfOneGroup(layout) : undefined);
  if (column === 'beside') return vscode.ViewColumn.Beside;
  return column === 'active' ? vscode.ViewColumn.Active : column;
}

const groupOf = ({ viewColumn, isActive, tabs }: vscode.TabGroup): EditorGroup => ({
  ...{ column: viewColumn, isActive, isEmpty: tabs.length === 0 },
  hasViews: tabs.some(({ input }) => input instanceof vscode.TabInputWebview && /\bnlpLab\./.test(input.viewType)),
});

/** In pixels; undefined where the editor does not say. Of a row it tells the height: a group that is alone is made a column. */
async function widthOfOneGroup(told = ONE_GROUP): Promise<number | undefined> {
  if (told.orientation === ONE_GROUP.orientation) return told.groups[0]?.size;
  await vscode.commands.executeCommand('vscode.setEditorLayout', ONE_GROUP);
  const column = (await editorLayout()) ?? ONE_GROUP;
  return column.orientation === ONE_GROUP.orientation ? column.groups[0]?.size : undefined;
}

const editorLayout = (): Thenable<EditorLayout | undefined> =>
  vscode.commands.executeCommand<EditorLayout | undefined>('vscode.getEditorLayout');
