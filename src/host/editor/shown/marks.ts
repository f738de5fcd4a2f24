// Marks of places in texts: a line below in one of seven colours, with a name behind, and the list of what each stands for. Where there
// are more names than colours the line differs.
import * as vscode from 'vscode';
import { markdownText, shownLine } from '../../../protocol/plainText';

const COLORS = 7;

/** Kinds of lines, each with how it looks in a list. */
const LINES = [
  { style: 'solid', sample: '━━' },
  { style: 'dashed', sample: '╍╍' },
  { style: 'dotted', sample: '┉┉' },
  { style: 'double', sample: '══' },
] as const;

const colorOf = (index: number): string => `tag${(index % COLORS) + 1}`;
const lineOf = (index: number) => LINES[Math.floor(index / COLORS) % LINES.length];

const LONGEST_NAME = 30;

/** @param index of the name among all names that are marked */
export function markOf(name: string, index: number): vscode.TextEditorDecorationType {
  const color = new vscode.ThemeColor(`nlpLab.${colorOf(index)}`);
  return vscode.window.createTextEditorDecorationType({
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    ...{ borderStyle: lineOf(index).style, borderColor: color, borderWidth: '0 0 2px 0' },
    ...{ overviewRulerColor: color, overviewRulerLane: vscode.OverviewRulerLane.Center },
    after: {
      contentText: shownLine(name, LONGEST_NAME),
      ...{ color, margin: '0 0 0 2px', textDecoration: 'none; font-size: 0.8em' },
    },
  });
}

interface Listed {
  name: string;
  text: string;
}

/** A list of names as they are marked, in the order of their indices, each with a text behind it. */
export function markList(title: string, names: readonly Listed[]): vscode.MarkdownString {
  const lines = names.map(({ name, text }, index) => {
    const sample = `<span style="color:var(--vscode-nlpLab-${colorOf(index)});">${lineOf(index).sample}</span>`;
    return `${sample} ${markdownText(shownLine(name, LONGEST_NAME))} ${markdownText(text)}`;
  });
  const list = new vscode.MarkdownString([markdownText(title), ...lines].join('\n\n'));
  list.supportHtml = true;
  return list;
}
