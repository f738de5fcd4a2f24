// The text, or its table, and below it the legend and the figures.

import { count, figure, share } from '../../protocol/figures';
import { element, say, show } from '../shared/element';
import { onThemeChange } from '../shared/theme';
import { type Continuation, type KeptToken, partings, type Tree } from './continuations';
import { figuresOf, surprisal } from './figures';
import type { GenerateStrings } from './strings';
import { textPicture, type TextPictureOptions } from './textPicture';
import { scaleEnd, tokenColors } from './tokenColors';
import { tokensTable } from './tokensTable';
import { visibleToken } from './tokenText';
import type { GenerateState } from './viewState';

export interface MainPartOptions extends Omit<TextPictureOptions, 'told'> {
  /** Where the scale of colours ends, of all texts that are seen side by side. */
  colorEnd(): number;
  /** A token is beyond that. */
  onBeyond(): void;
  strings: GenerateStrings;
  state: Readonly<Pick<GenerateState, 'color' | 'asTable'>>;
}

export interface MainPart {
  node: HTMLElement;
  /** Those of the continuation, in words. */
  readonly figures: string;
  draw(tree: Tree, shown: Continuation | undefined, chosen: number | undefined): void;
  append(token: KeptToken): void;
  mark(chosen: number | undefined): void;
  focus(): void;
}

export function mainPart({ strings, state, ...on }: MainPartOptions): MainPart {
  const told = (token: KeptToken): string[] => [
    strings.tokenTold(
      visibleToken(token.text || token.token),
      figure(surprisal(token)),
      share(Math.exp(token.logProbability)),
      token.rank + 1,
    ),
  ];
  const picture = textPicture({ strings, told, ...on });
  const table = tokensTable(strings, ({ place }) => on.onChoose(place));
  const empty = element('p', { class: 'empty', text: strings.noText });
  const figures = element('span', { class: 'note figures', title: strings.figuresHint });
  const legendPlace = element('span');
  const foot = element('div', { class: 'foot' }, legendPlace, figures);
  const node = element('div', { class: 'main' }, empty, picture.node, table.node, foot);
  let drawn: { tree: Tree; shown: Continuation | undefined; chosen: number | undefined } | undefined;
  let end = 0;

  function drawFigures({ tokens, end: how }: Continuation): void {
    const all = figuresOf(tokens);
    const { bitsPerToken, bitsPerCharacter, perplexity } = all ?? {};
    const written =
      all === undefined
        ? []
        : [
            strings.figures(
              count(all.tokens),
              figure(bitsPerToken ?? 0),
              figure(bitsPerCharacter ?? 0),
              figure(perplexity ?? 1),
            ),
          ];
    say(figures, [...written, strings.ends[how]].filter((part) => part !== '').join(' · '));
  }

  function draw(tree: Tree, shown: Continuation | undefined, chosen: number | undefined): void {
    drawn = { tree, shown, chosen };
    for (const part of [picture.node, table.node, foot]) show(part, shown !== undefined);
    show(empty, shown === undefined);
    if (!shown) return say(figures, '');
    show(picture.node, !state.asTable);
    show(table.node, state.asTable);
    end = on.colorEnd();
    const colors = tokenColors(state.color, end, strings);
    legendPlace.replaceChildren(colors.legend);
    const { tokens } = shown;
    if (state.asTable) table.setRows(tokens.map((token, place) => ({ place, token })));
    else picture.draw({ prompt: tree.prompt, tokens, partings: partings(tree.all, shown), colors, chosen });
    drawFigures(shown);
  }

  const redraw = (): void => {
    if (drawn) draw(drawn.tree, drawn.shown, drawn.chosen);
  };
  onThemeChange(redraw);
  return {
    node,
    get figures() {
      return figures.textContent ?? '';
    },
    draw,
    append(token) {
      const shown = drawn?.shown;
      if (!shown) return;
      // A table is drawn when all is there; colours anew where the scale has grown.
      if (!state.asTable && scaleEnd(state.color, [token]) > end) on.onBeyond();
      else if (!state.asTable) picture.append(token);
      drawFigures(shown);
    },
    mark(chosen) {
      if (drawn) drawn.chosen = chosen;
      picture.mark(chosen);
    },
    focus: () => (state.asTable ? undefined : picture.focus()),
  };
}
