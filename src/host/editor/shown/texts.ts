// What stands in texts: hovers and problems, with what comes from files made harmless.
import * as vscode from 'vscode';
import { markdownText, shownLine, shownText } from '../../../protocol/plainText';

interface HoverLook {
  text: string;
  /** A table below the text, its second column of numbers. */
  rows?: readonly (readonly [string, string])[];
  range?: vscode.Range;
  /** A link below the text to a command of ours. @param values plain data */
  link?: { title: string; command: string; values: unknown[] };
}

export function hover({ text, rows = [], range, link }: HoverLook): vscode.Hover {
  const shown = new vscode.MarkdownString(markdownText(text));
  if (rows.length > 0) shown.appendMarkdown(['\n\n| | |', '|:--|--:|', ...rows.map(rowOf)].join('\n'));
  if (link) {
    const address = `command:${link.command}?${encodeURIComponent(JSON.stringify(link.values)).replace(/[()]/g, escape)}`;
    shown.appendMarkdown(`\n\n[${markdownText(link.title)}](${address})`);
    shown.isTrusted = { enabledCommands: [link.command] };
  }
  return new vscode.Hover(shown, range);
}

const rowOf = (cells: readonly string[]): string => `|${cells.map((cell) => markdownText(shownLine(cell))).join('|')}|`;

const escape = (mark: string): string => `%${mark.charCodeAt(0).toString(16)}`;

/** Of problems that are marked by us. */
export const MARKED_BY = 'NLP Lab';

/** A problem of a file, marked by us. */
export function diagnostic(
  range: vscode.Range,
  { message, severity, code }: { message: string; severity: vscode.DiagnosticSeverity; code: string },
): vscode.Diagnostic {
  const shown = new vscode.Diagnostic(range, shownText(message), severity);
  shown.source = MARKED_BY;
  shown.code = code;
  return shown;
}
