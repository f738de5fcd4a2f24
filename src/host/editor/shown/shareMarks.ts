// Marks of the shares of tokens in texts: a line below, full for what speaks for an answer and dashed for what speaks against it, in a
// colour each and the thicker the larger the share; and the list of what each stands for.
import * as vscode from 'vscode';
import { markdownText } from '../../../protocol/plainText';

/** From what part of the largest share on a line is so thick, in pixels. */
const STRENGTHS = [
  { from: 0.75, px: 4 },
  { from: 0.5, px: 3 },
  { from: 0.25, px: 2 },
  { from: 0.05, px: 1 },
] as const;

const SIDES = {
  for: { color: 'nlpLab.shareFor', style: 'solid', sample: '━━' },
  against: { color: 'nlpLab.shareAgainst', style: 'dashed', sample: '╍╍' },
} as const;

type Side = keyof typeof SIDES;

/** Around the token that is explained itself. */
export const EXPLAINED = 'explained';

/** The name of the mark of a share, by its part of the largest one; undefined of those that are too small. */
export function shareMarkName(part: number): string | undefined {
  const strength = STRENGTHS.find(({ from }) => Math.abs(part) >= from);
  return strength && nameOf(part < 0 ? 'against' : 'for', strength.px);
}

const nameOf = (side: Side, px: number): string => `${side}-${px}`;

/** All marks by name; whoever makes them disposes of them. */
export function shareMarks(): Map<string, vscode.TextEditorDecorationType> {
  const sides = Object.entries(SIDES) as [Side, (typeof SIDES)[Side]][];
  const rangeBehavior = vscode.DecorationRangeBehavior.ClosedClosed;
  const lines = sides.flatMap(([side, { color: id, style }]) => {
    const color = new vscode.ThemeColor(id);
    return STRENGTHS.map(({ from, px }): [string, vscode.TextEditorDecorationType] => [
      nameOf(side, px),
      vscode.window.createTextEditorDecorationType({
        ...{ rangeBehavior, borderStyle: style, borderColor: color, borderWidth: `0 0 ${px}px 0` },
        ...(from >= 0.5 ? { overviewRulerColor: color, overviewRulerLane: vscode.OverviewRulerLane.Center } : {}),
      }),
    ]);
  });
  const frame = { outlineStyle: 'solid', outlineWidth: '1px', outlineColor: new vscode.ThemeColor('foreground') };
  return new Map([...lines, [EXPLAINED, vscode.window.createTextEditorDecorationType({ rangeBehavior, ...frame })]]);
}

/** What the lines stand for, below some facts. @param meanings of either side */
export function shareMarkList(facts: readonly string[], meanings: readonly { side: Side; text: string }[]) {
  const lines = meanings.map(({ side, text }) => {
    const { color, sample } = SIDES[side];
    const style = `color:var(--vscode-${color.replace('.', '-')});`;
    return `<span style="${style}">${sample}</span> ${markdownText(text)}`;
  });
  const list = new vscode.MarkdownString([...facts.map((fact) => markdownText(fact)), ...lines].join('\n\n'));
  list.supportHtml = true;
  return list;
}
