// What stands in the editor's Testing view, with what comes from files made harmless.
import * as vscode from 'vscode';
import { shownLine, shownText } from '../../../protocol/plainText';

export interface TestLook {
  id: string;
  label: string;
  uri?: vscode.Uri;
  description?: string;
  range?: vscode.Range;
  /** Where it stands among its neighbours; left out: by its label. */
  order?: string;
}

export function testItem(controller: vscode.TestController, look: TestLook): vscode.TestItem {
  const item = controller.createTestItem(look.id, shownLine(look.label), look.uri);
  if (look.description !== undefined) item.description = shownLine(look.description);
  item.range = look.range;
  item.sortText = look.order;
  return item;
}

/** @param place where it is shown */
export function testMessage(text: string, place?: vscode.Location): vscode.TestMessage {
  const message = new vscode.TestMessage(shownText(text));
  message.location = place;
  return message;
}

export function nameTest(item: vscode.TestItem, label: string): void {
  item.label = shownLine(label);
}

/** A line of the run's output. */
export const tellOf = (run: vscode.TestRun, text: string, item?: vscode.TestItem): void =>
  run.appendOutput(`${shownText(text).replace(/\r?\n/gu, '\r\n')}\r\n`, undefined, item);
