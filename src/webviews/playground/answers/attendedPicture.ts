// A picture with what a run looked at for each word that it wrote, word by word (Xu et al. 2015): the places of the model over the picture,
// more strongly the more it attends there. Arrows go from word to word; the same numbers stand in a table.

import type { TextAnswer } from '../../../protocol/answer';
import { share } from '../../../protocol/figures';
import { toggle } from '../../shared/controls';
import { element, liveText, say, show } from '../../shared/element';
import { picture as canvasPicture, type Size } from '../../shared/picture';
import { cell, numberCell, plainTable, row, scrollable } from '../../shared/plainTable';
import { themeColor } from '../../shared/theme';
import { tooltip } from '../../shared/tooltip';
import { bitmapOf } from '../pictureField';
import type { PlaygroundStrings } from '../strings';
import { stepChoice } from './stepChoice';

/** Of the strongest place; what lies under it stays to be seen. */
const STRONGEST = 0.7;

/** @param content the picture, as it was asked about */
export function attendedPicture(
  { picture, outputs: [best] }: TextAnswer,
  content: string,
  strings: PlaygroundStrings,
): HTMLElement {
  const { rows, columns } = picture ?? { rows: 0, columns: 0 };
  const weights = best.attention ?? [];
  const most = Math.max(1e-6, ...weights.flat());
  let bitmap: ImageBitmap | undefined;
  let step = weights.length > 0 ? 0 : -1; // −1: the picture alone

  const drawn = canvasPicture({
    label: strings.picture,
    draw(context, size) {
      if (bitmap) context.drawImage(bitmap, 0, 0, size.width, size.height);
      if (step >= 0) paint(context, size, { rows, columns, most, weights: weights[step] });
    },
  });
  const hint = tooltip();
  const frame = element('div', { class: 'looked-at' }, drawn.node, hint.node);
  const spoken = liveText('note');
  const placeText = (place: number): string =>
    strings.placeSeen(Math.floor(place / columns) + 1, (place % columns) + 1, share(weights[step][place]));

  drawn.node.addEventListener('mousemove', (event) => {
    const [x, y] = [drawn.at(event).x / drawn.node.clientWidth, drawn.at(event).y / drawn.node.clientHeight];
    const place = Math.floor(y * rows) * columns + Math.floor(x * columns);
    if (step < 0 || weights[step][place] === undefined) return hint.hide();
    hint.show(drawn.at(event), [best.tokens[step], placeText(place)]);
  });
  drawn.node.addEventListener('mouseleave', () => hint.hide());

  function choose(next: number): void {
    step = next;
    drawn.redraw();
    const place = step < 0 ? -1 : weights[step].indexOf(Math.max(...weights[step]));
    say(spoken, step < 0 ? '' : strings.looksMost(best.tokens[step], placeText(place)));
  }

  void bitmapOf(content).then(
    (found) => {
      bitmap = found;
      frame.style.aspectRatio = `${found.width} / ${found.height}`;
      drawn.redraw();
    },
    () => show(frame, false), // what cannot be drawn has been answered all the same
  );
  if (weights.length === 0) return element('div', { class: 'attended' }, frame);

  const table = scrollable(strings.attention, weightsTable(best.tokens, weights, { rows, columns, strings }));
  show(table, false);
  const asTable = toggle(strings.table, false, (pressed) => {
    show(table, pressed);
    show(frame, !pressed);
  });
  const steps = stepChoice(strings, best.tokens.slice(0, weights.length), choose);
  choose(0);
  return element(
    'div',
    { class: 'attended' },
    element('h2', { text: strings.lookedAt, title: strings.lookedAtHint }),
    element('div', { class: 'row' }, steps, asTable.node),
    ...[frame, spoken, table, scale(most, strings)],
  );
}

interface Painted {
  rows: number;
  columns: number;
  /** Of all words: what is drawn most strongly. */
  most: number;
  weights: readonly number[];
}

function paint(
  context: CanvasRenderingContext2D,
  { width, height }: Size,
  { rows, columns, most, weights }: Painted,
): void {
  const isContrast = /vscode-high-contrast/.test(document.body.className);
  const [across, down] = [width / columns, height / rows];
  context.fillStyle = themeColor('charts-orange');
  const [ink, edge] = [themeColor('contrastActiveBorder', 'foreground'), themeColor('editor-background')];
  weights.forEach((weight, place) => {
    const part = weight / most;
    const [x, y] = [(place % columns) * across, Math.floor(place / columns) * down];
    if (isContrast) {
      const line = Math.round(part * Math.min(8, across / 3, down / 3));
      if (line === 0) return;
      // Seen on dark pictures and on light ones.
      for (const [color, width] of [
        [edge, line + 2],
        [ink, line],
      ] as const) {
        context.strokeStyle = color;
        context.lineWidth = width;
        context.strokeRect(x + line / 2 + 1, y + line / 2 + 1, across - line - 2, down - line - 2);
      }
    } else {
      context.globalAlpha = STRONGEST * part;
      context.fillRect(x, y, across, down);
    }
  });
  context.globalAlpha = 1;
}

/** What the strength of the colour stands for. */
const scale = (most: number, strings: PlaygroundStrings): HTMLElement =>
  element(
    'p',
    { class: 'legend' },
    ...[0, 0.5, 1].map((part) => {
      const mark = element('span', { class: 'looked' });
      mark.style.setProperty('--share', String(part * STRONGEST));
      return element('span', { class: 'strength' }, mark, share(part * most));
    }),
    element('span', { class: 'note', text: strings.ofAttention }),
  );

function weightsTable(
  tokens: readonly string[],
  weights: readonly (readonly number[])[],
  { rows, columns, strings }: { rows: number; columns: number; strings: PlaygroundStrings },
): HTMLElement {
  const places = Array.from({ length: rows * columns }, (_, i) => i);
  const headings = [{ text: strings.place }, ...weights.map((_, t) => ({ text: tokens[t], isNumeric: true }))];
  return plainTable({
    ...{ label: strings.attention, headings },
    rows: places.map((place) =>
      row(
        cell(strings.placeName(Math.floor(place / columns) + 1, (place % columns) + 1)),
        ...weights.map((of) => numberCell(share(of[place]))),
      ),
    ),
  });
}
