// Lists to choose from and lines to type in, with what comes from files made harmless: labels would draw `$(icon)`.
import * as vscode from 'vscode';
import { shownLine } from '../../../protocol/plainText';

export interface Choice extends vscode.QuickPickItem {
  /** The name of an icon before the label. */
  icon?: string;
}

const lineOr = (text: string | undefined): string | undefined => (text === undefined ? undefined : shownLine(text));

const shownItem = <T extends Choice>(item: T): T => ({
  ...item,
  label: `${item.icon === undefined ? '' : `$(${item.icon}) `}${shownLine(item.label)}`,
  description: lineOr(item.description),
  detail: lineOr(item.detail),
});

const shownOptions = <T extends { title?: string; placeHolder?: string; prompt?: string }>(options: T): T => ({
  ...options,
  title: lineOr(options.title),
  placeHolder: lineOr(options.placeHolder),
  prompt: lineOr(options.prompt),
});

/** Of a question among others: a click beside it does not lose the answers before it. */
export const AMONG_OTHERS = { ignoreFocusOut: true };

/** One of the items themselves; undefined when the person gives up. */
export async function pick<T extends Choice>(
  items: readonly T[],
  options: vscode.QuickPickOptions,
): Promise<T | undefined> {
  const shown = items.map(shownItem);
  const picked = await vscode.window.showQuickPick(shown, shownOptions(options));
  return picked && items[shown.indexOf(picked)];
}

/** Some of the items themselves; undefined when the person gives up. */
export async function pickMany<T extends Choice>(
  items: readonly T[],
  options: vscode.QuickPickOptions,
): Promise<T[] | undefined> {
  const shown = items.map(shownItem);
  const picked = await vscode.window.showQuickPick(shown, { ...shownOptions(options), canPickMany: true });
  return picked?.map((item) => items[shown.indexOf(item)]);
}

/** One of some texts. */
export const pickText = async (
  texts: readonly string[],
  options: vscode.QuickPickOptions,
): Promise<string | undefined> =>
  (
    await pick(
      texts.map((label) => ({ label })),
      options,
    )
  )?.label;

/** What the person types; undefined when the person gives up. */
export const askForLine = (options: vscode.InputBoxOptions): Thenable<string | undefined> =>
  vscode.window.showInputBox(shownOptions(options));

/** A list to tick items of, whose items and title may change while it is open; a click beside it does not lose the choice. */
export class TickList<T extends Choice> {
  private readonly list = vscode.window.createQuickPick<T>();

  constructor({ title, placeholder }: { title: string; placeholder: string }) {
    this.list.canSelectMany = true;
    this.list.ignoreFocusOut = true;
    this.list.placeholder = shownLine(placeholder);
    this.setTitle(title);
  }

  setTitle(title: string): void {
    this.list.title = shownLine(title);
  }

  setBusy(busy: boolean): void {
    this.list.busy = busy;
  }

  setItems(items: readonly T[], isTicked: (item: T) => boolean = () => false): void {
    this.list.items = items.map(shownItem);
    this.list.selectedItems = this.list.items.filter(isTicked);
  }

  onTick(listener: (ticked: readonly T[]) => void): void {
    this.list.onDidChangeSelection(listener);
  }

  /** Shows it; true when the person accepts what is ticked. */
  accepted(): Promise<boolean> {
    const answer = new Promise<boolean>((resolve) => {
      this.list.onDidAccept(() => resolve(true));
      this.list.onDidHide(() => resolve(false));
    });
    this.list.show();
    return answer;
  }

  dispose(): void {
    this.list.dispose();
  }
}

/** A line to type in that is told while it is typed; what it was at the end, or undefined when the person gives up. */
export function typedLine(
  { title, placeholder, value }: { title: string; placeholder: string; value: string },
  onChange: (value: string) => void,
): Promise<string | undefined> {
  const box = vscode.window.createInputBox();
  box.title = shownLine(title);
  box.placeholder = shownLine(placeholder);
  box.value = value;
  return new Promise((resolve) => {
    box.onDidChangeValue(onChange);
    box.onDidAccept(() => {
      resolve(box.value);
      box.hide();
    });
    box.onDidHide(() => {
      resolve(undefined); // where it was accepted, that stands
      box.dispose();
    });
    box.show();
  });
}
