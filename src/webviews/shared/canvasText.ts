// Text on a canvas: cut to a width, upright or turned.

const known = new Map<string, string>();
const MOST_KNOWN = 20_000;

/** The text, or as much of its beginning as fits with an ellipsis. The context's font counts. */
export function cutText(context: CanvasRenderingContext2D, text: string, width: number): string {
  const key = `${context.font}|${Math.round(width)}|${text}`;
  const cut = known.get(key) ?? measured(context, text, width);
  if (known.size > MOST_KNOWN) known.clear();
  known.set(key, cut);
  return cut;
}

function measured(context: CanvasRenderingContext2D, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text;
  const characters = [...text];
  let low = 0;
  let high = characters.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (context.measureText(`${characters.slice(0, middle).join('')}…`).width <= width) low = middle;
    else high = middle - 1;
  }
  return low === 0 ? '' : `${characters.slice(0, low).join('')}…`;
}

/** The widest of some texts. */
export const widest = (context: CanvasRenderingContext2D, texts: readonly string[]): number =>
  texts.reduce((most, text) => Math.max(most, context.measureText(text).width), 0);

/** Draws a text that reads from bottom to top and begins at a point. */
export function turnedText(context: CanvasRenderingContext2D, text: string, x: number, y: number): void {
  context.save();
  context.translate(x, y);
  context.rotate(-Math.PI / 2);
  context.fillText(text, 0, 0);
  context.restore();
}

/** The editor's font for tokens, at the size of the page. */
export function tokenFont(): string {
  const { fontSize } = getComputedStyle(document.body);
  const family = getComputedStyle(document.documentElement).getPropertyValue('--vscode-editor-font-family').trim();
  return `${fontSize} ${family || 'monospace'}`;
}
