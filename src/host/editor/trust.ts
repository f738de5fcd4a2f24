// What waits until a person trusts the folder, and the way to that.
import * as vscode from 'vscode';
import { LabError } from '../../protocol/labError';
import type { Lifetime } from './lifetime';
import { tell } from './shown/messages';

/** Fails with `INVALID_ARGUMENT` in Restricted Mode. @param advice what a person reads then */
export function requireTrust(advice = vscode.l10n.t('Trust this folder to use its models.')): void {
  if (!vscode.workspace.isTrusted) throw new LabError('INVALID_ARGUMENT', advice);
}

export const isRestricted = (): boolean => !vscode.workspace.isTrusted;

/** The editor's page on which a person trusts the folder. */
export const MANAGE_TRUST = 'workbench.trust.manage';

export async function manageTrust(): Promise<void> {
  await vscode.commands.executeCommand(MANAGE_TRUST);
}

/** Settles when the folder is trusted; listens for that as long as `life` lasts. */
export function untilTrusted(life: Lifetime): Promise<void> {
  return new Promise((resolve) => {
    if (vscode.workspace.isTrusted) resolve();
    else life.add(vscode.workspace.onDidGrantWorkspaceTrust(() => resolve()));
  });
}

/** Says that something is off, with the way on. Does not wait for the person. */
export function tellUntrusted(): void {
  const manage = vscode.l10n.t('Manage Workspace Trust');
  const message = vscode.l10n.t('This is off in Restricted Mode. Trust this folder to train and to use models in it.');
  void tell.warning(message, manage).then(async (choice) => {
    if (choice === manage) await manageTrust();
  });
}
