// What a command asks for in a field. One that loses the focus while it opens closes itself: then the command is run once more.

import { PATIENCE_MS, succeeds } from './patience';
import type { Workbench } from './workbench';

/** Runs a command and answers its field. */
export async function answerCommand(editor: Workbench, title: string, answer: string): Promise<void> {
  for (let timeout = PATIENCE_MS; ; timeout *= 2) {
    await editor.runCommand(title);
    if (await succeeds(editor.quickInput.fill(answer, { timeout }))) break;
  }
  await editor.page.keyboard.press('Enter');
}
