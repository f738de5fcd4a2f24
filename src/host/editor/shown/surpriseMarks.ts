// Marks of surprisal in texts: a background in one of four strengths, where contrast is high a line below in one of four widths; and the
// list of what each stands for.
import * as vscode from 'vscode';
import { figure } from '../../../protocol/figures';
import { markdownText } from '../../../protocol/plainText';

/** From what share on of the surprisal of a blind guess. */
const LEVELS = [
  { from: 1, name: '4', px: 4, sample: '▅▅' },
  { from: 0.75, name: '3', px: 3, sample: '▃▃' },
  { from: 0.5, name: '2', px: 2, sample: '▂▂' },
  { from: 0.25, name: '1', px: 1, sample: '▁▁' },
] as const;

const LINE = 'nlpLab.surpriseLine';
const fillOf = (name: string): string => `nlpLab.surprise${name}`;
const variableOf = (id: string): string => `var(--vscode-${id.replace('.', '-')})`;

/** The name of the mark of a surprisal; undefined of those that are too small. @param guess that of a blind guess; both in bits */
export const surpriseMarkName = (bits: number, guess: number): string | undefined =>
  LEVELS.find(({ from }) => bits >= from * guess)?.name;

/** All marks by name; whoever makes them disposes of them. */
export function surpriseMarks(): Map<string, vscode.TextEditorDecorationType> {
  const marks = LEVELS.map(({ name, px, from }): [string, vscode.TextEditorDecorationType] => [
    name,
    vscode.window.createTextEditorDecorationType({
      rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
      backgroundColor: new vscode.ThemeColor(fillOf(name)),
      ...{ borderStyle: 'solid', borderColor: new vscode.ThemeColor(LINE), borderWidth: `0 0 ${px}px 0` },
      ...(from === 1
        ? {
            overviewRulerColor: new vscode.ThemeColor('nlpLab.surpriseRuler'),
            overviewRulerLane: vscode.OverviewRulerLane.Center,
          }
        : {}),
    }),
  ]);
  return new Map(marks);
}

/** What the backgrounds stand for, below some facts. @param guess the surprisal of a blind guess, in bits */
export function surpriseMarkList(facts: readonly string[], guess: number): vscode.MarkdownString {
  const lines = [...LEVELS].reverse().map(({ name, from, sample }) => {
    const style = `color:${variableOf(LINE)};background-color:${variableOf(fillOf(name))};`;
    const text =
      from === 1
        ? vscode.l10n.t('from {0} bits on: a blind guess among all tokens would do as well', figure(guess))
        : vscode.l10n.t('from {0} bits on', figure(from * guess));
    return `<span style="${style}">${sample}</span> ${markdownText(text)}`;
  });
  const list = new vscode.MarkdownString([...facts.map((fact) => markdownText(fact)), ...lines].join('\n\n'));
  list.supportHtml = true;
  return list;
}
