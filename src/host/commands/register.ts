// Makes commands known to the editor; what goes wrong in them is shown, and what Restricted Mode has switched off. Their tables are
// loaded when the first of them runs: which there are is known from package.json, which is made from them.
import * as vscode from 'vscode';
import type { Lifetime } from '../editor/lifetime';
import type { Messages } from '../editor/messages';
import { tellUntrusted } from '../editor/trust';
import type { Commands } from './command';
import { nameOf } from './commandId';

/** @param ids of all commands */
export function registerCommands<Parts extends { messages: Messages }>(
  ids: readonly string[],
  load: () => Promise<Commands<Parts>>,
  parts: Parts,
  life: Lifetime,
): void {
  for (const id of ids) {
    const run = async (...given: unknown[]): Promise<unknown> => {
      const { run: answer, needsTrust = false } = (await load())[nameOf(id)];
      if (needsTrust && !vscode.workspace.isTrusted) return tellUntrusted();
      return (answer as (parts: Parts, ...given: unknown[]) => unknown)(parts, ...given);
    };
    life.add(vscode.commands.registerCommand(id, (...given: unknown[]) => parts.messages.guarded(() => run(...given))));
  }
}
