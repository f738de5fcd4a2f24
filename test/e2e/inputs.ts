// What a command asks for, in a field or a list. A field that loses the focus while it opens closes itself: then the command
// is run once more. Two lists in a row may hold the same lines: the next is answered when the last one's title has gone.

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

/** Picks a line of the list that is asked from, and waits until the question is answered. */
export async function choose(editor: Workbench, answer: string | RegExp): Promise<void> {
  const row = editor.quickPick(answer).first();
  await row.waitFor();
  const question = editor.page.locator('.quick-input-widget:visible .quick-input-title');
  const title = await question.innerText();
  await row.click();
  await question.filter({ hasText: title }).waitFor({ state: 'detached' });
}

/** Ticks lines of the list that is asked from, and says that these are all. */
export async function chooseAll(editor: Workbench, ...answers: readonly (string | RegExp)[]): Promise<void> {
  const question = editor.page.locator('.quick-input-widget:visible .quick-input-title');
  for (const answer of answers) {
    const row = editor.quickPick(answer).first();
    await row.waitFor();
    await row.click();
  }
  const title = await question.innerText();
  await editor.page.keyboard.press('Enter');
  await question.filter({ hasText: title }).waitFor({ state: 'detached' });
}
