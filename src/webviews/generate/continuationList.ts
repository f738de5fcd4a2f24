// The continuations of a prompt as a list: each stands in behind the one from which it parts, and is called by what is other in it.

import { figure } from '../../protocol/figures';
import { type Placed, placedContinuations, textOf, type Tree } from './continuations';
import { figuresOf } from './figures';
import { removableList, type RemovableList } from './removableList';
import type { GenerateStrings } from './strings';
import { beginningOfText, endOfText, oneLine } from './tokenText';

const MOST_OWN = 36;
const MOST_BEFORE = 14;

export interface ContinuationListOptions {
  strings: GenerateStrings;
  onChoose(id: number): void;
  onRemove(id: number): () => void;
}

export interface ContinuationList {
  node: HTMLElement;
  draw(tree: Tree): void;
}

/** “… before” → “what follows”; of one that shares nothing what it begins with. */
function nameOf({ continuation: { tokens }, at }: Placed, strings: GenerateStrings): string {
  const own = oneLine(beginningOfText(textOf(tokens.slice(at)), MOST_OWN));
  if (at === 0) return own || strings.emptyContinuation;
  return `${oneLine(endOfText(textOf(tokens.slice(0, at)), MOST_BEFORE))} → ${own}`;
}

export function continuationList({ strings, onChoose, onRemove }: ContinuationListOptions): ContinuationList {
  const list: RemovableList = removableList({
    ...{ label: strings.continuations, strings: strings.removing, empty: strings.noContinuations },
    onChoose: (key) => onChoose(Number(key)),
    onRemove: (key) => onRemove(Number(key)),
  });
  return {
    node: list.node,
    draw(tree) {
      const rows = placedContinuations(tree.all).map((placed) => {
        const { continuation, depth } = placed;
        const { tokens, drawn } = continuation;
        const bits = figuresOf(tokens)?.bitsPerToken;
        return {
          key: String(continuation.id),
          label: nameOf(placed, strings),
          title: `${tree.prompt}${textOf(tokens)}\n\n${drawn.map((rules) => strings.drawnBy(rules)).join('\n')}`,
          note: bits === undefined ? '' : strings.bits(figure(bits)),
          depth,
          isCurrent: continuation.id === tree.shown,
        };
      });
      list.draw(rows);
    },
  };
}
