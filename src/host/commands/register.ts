// Makes commands known to the editor; what goes wrong in them is shown, and what Restricted Mode has switched off.
import * as vscode from 'vscode';
import type { Lifetime } from '../editor/lifetime';
import type { Messages } from '../editor/messages';
import { tellUntrusted } from '../editor/trust';
import type { Commands } from './command';

export function registerCommands<Parts extends { messages: Messages }>(
  commands: Commands<Parts>,
  parts: Parts,
  life: Lifetime,
): void {
  for (const [name, { run, needsTrust = false }] of Object.entries(commands)) {
    const answer = run as (parts: Parts, ...given: unknown[]) => unknown;
    life.add(
      vscode.commands.registerCommand(`nlpLab.${name}`, (...given: unknown[]) =>
        needsTrust && !vscode.workspace.isTrusted
          ? tellUntrusted()
          : parts.messages.guarded(async () => answer(parts, ...given)),
      ),
    );
  }
}
