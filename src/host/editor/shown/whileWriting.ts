// What is offered while a person writes: what can stand at a place, quick fixes, figures between the words; with what comes from files
// made harmless.
import * as vscode from 'vscode';
import { markdownText, shownLine, shownText } from '../../../protocol/plainText';

interface ProposalLook {
  /** Written as it is. */
  text: string;
  kind: vscode.CompletionItemKind;
  detail: string;
  /** More of it, line by line. */
  about: readonly string[];
  /** What it takes the place of. */
  range: vscode.Range;
  /** Its place in the list, before all that others propose. */
  rank: number;
}

const RANK_DIGITS = 5;

export function proposal({ text, kind, detail, about, range, rank }: ProposalLook): vscode.CompletionItem {
  const item = new vscode.CompletionItem({ label: shownLine(text), description: shownLine(detail) }, kind);
  const sortText = ` ${String(rank).padStart(RANK_DIGITS, '0')}`;
  const documentation = new vscode.MarkdownString(about.map(markdownText).join('\n\n'));
  return Object.assign(item, { insertText: text, filterText: text, range, sortText, documentation });
}

interface FixLook {
  /** What it does. */
  says: string;
  edit: vscode.WorkspaceEdit;
  diagnostics: vscode.Diagnostic[];
  /** The one that is taken when a person just wants it right. */
  isPreferred: boolean;
}

export const quickFix = ({ says, ...fix }: FixLook): vscode.CodeAction =>
  Object.assign(new vscode.CodeAction(shownLine(says), vscode.CodeActionKind.QuickFix), fix);

export const figureBehind = (position: vscode.Position, text: string, about: string): vscode.InlayHint =>
  Object.assign(new vscode.InlayHint(position, shownLine(text)), { tooltip: shownText(about), paddingLeft: true });
