// What stands in trees, above lines, in the status bar and on tabs, with what comes from files made harmless. Icons are named beside
// the text, never in it.
import * as vscode from 'vscode';
import { shownLine, shownText } from '../../../protocol/plainText';

export interface TreeLook {
  label: string;
  id?: string;
  description?: string;
  tooltip?: string;
  icon?: string;
  /** A theme colour of the icon; undefined: the plain one. */
  color?: string;
  state?: vscode.TreeItemCollapsibleState;
  /** For `when` clauses of menus. */
  context?: string;
  command?: vscode.Command;
  /** What a screen reader says in place of label and description. */
  spoken?: string;
}

export function treeItem({ label, state = vscode.TreeItemCollapsibleState.None, ...look }: TreeLook): vscode.TreeItem {
  const item = new vscode.TreeItem(shownLine(label), state);
  if (look.id !== undefined) item.id = look.id;
  if (look.description !== undefined) item.description = shownLine(look.description);
  if (look.tooltip !== undefined) item.tooltip = shownText(look.tooltip);
  if (look.icon !== undefined)
    item.iconPath = new vscode.ThemeIcon(look.icon, look.color ? new vscode.ThemeColor(look.color) : undefined);
  if (look.context !== undefined) item.contextValue = look.context;
  if (look.command) item.command = look.command;
  if (look.spoken !== undefined) item.accessibilityInformation = { label: shownLine(look.spoken) };
  return item;
}

/** A text behind an icon. */
interface WithIcon {
  icon: string;
  text: string;
}

const iconAndText = ({ icon, text }: WithIcon): string => `$(${icon}) ${shownLine(text)}`;

export const codeLens = (
  range: vscode.Range,
  { command, values, ...title }: WithIcon & { command: string; values?: unknown[] },
): vscode.CodeLens => new vscode.CodeLens(range, { title: iconAndText(title), command, arguments: values });

/** What is shown on hover. */
export type Tooltip = string | vscode.MarkdownString;

/** An item of the status bar. */
export class StatusItem {
  private readonly item: vscode.StatusBarItem;

  constructor(id: string, name: string, priority: number) {
    this.item = vscode.window.createStatusBarItem(id, vscode.StatusBarAlignment.Left, priority);
    this.item.name = name;
  }

  /** The parts beside each other; none: nothing is shown. */
  show(parts: readonly WithIcon[], tooltip: Tooltip, command: vscode.Command): void {
    this.item.text = parts.map(iconAndText).join(' · ');
    this.item.tooltip = typeof tooltip === 'string' ? shownText(tooltip) : tooltip;
    this.item.command = command;
    this.item.show();
  }

  hide(): void {
    this.item.hide();
  }

  dispose(): void {
    this.item.dispose();
  }
}

export function setTitle(panel: vscode.WebviewPanel, title: string): void {
  panel.title = shownLine(title);
}

/** What stands beside the title of a tree, and above its lines; nothing where it is left out. */
export function setTreeTexts(view: vscode.TreeView<unknown>, description: string, message?: string): void {
  view.description = shownLine(description);
  view.message = message === undefined ? undefined : shownLine(message);
}
