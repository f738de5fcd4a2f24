// What waits until a person trusts the folder.
import * as vscode from 'vscode';
import { LabError } from '../../protocol/labError';

/** Fails with `INVALID_ARGUMENT` in Restricted Mode. @param advice what a person reads then */
export function requireTrust(advice = vscode.l10n.t('Trust this folder to use its models.')): void {
  if (!vscode.workspace.isTrusted) throw new LabError('INVALID_ARGUMENT', advice);
}
