// What stands in texts: hovers and problems, with what comes from files made harmless.
import * as vscode from 'vscode';
import { markdownText, shownText } from '../../../protocol/plainText';

interface HoverLook {
  text: string;
  range?: vscode.Range;
  /** A link below the text to a command of ours. @param values plain data */
  link?: { title: string; command: string; values: unknown[] };
}

export function hover({ text, range, link }: HoverLook): vscode.Hover {
  const shown = new vscode.MarkdownString(markdownText(text));
  if (link) {
    const address = `command:${link.command}?${encodeURIComponent(JSON.stringify(link.values)).replace(/[()]/g, escape)}`;
    shown.appendMarkdown(`\n\n[${markdownText(link.title)}](${address})`);
    shown.isTrusted = { enabledCommands: [link.command] };
  }
  return new vscode.Hover(shown, range);
}

const escape = (mark: string): string => `%${mark.charCodeAt(0).toString(16)}`;

/** A problem of a file, marked by us. */
export function diagnostic(
  range: vscode.Range,
  { message, severity, code }: { message: string; severity: vscode.DiagnosticSeverity; code: string },
): vscode.Diagnostic {
  const shown = new vscode.Diagnostic(range, shownText(message), severity);
  shown.source = 'NLP Lab';
  shown.code = code;
  return shown;
}
