// The tokens of a text in a row, marked as a model weighed them.

import { element } from '../element';
import { growing } from '../growing';
import type { AnswerStrings } from './strings';

/** Tokens drawn unasked. */
const FIRST_TOKENS = 500;

export interface TokenLook {
  /** 0 to 1: how strongly it is marked. */
  part?: number;
  /** Written behind it. */
  figure?: string;
  /** Said on hover. */
  title?: string;
  isUnknown?: boolean;
}

export function tokenNodes(
  tokens: readonly string[],
  strings: AnswerStrings,
  look: (index: number) => TokenLook = () => ({}),
): Node[] {
  const first = (shown: number): HTMLElement[] =>
    tokens.slice(0, shown).map((token, i) => tokenNode(token, look(i), strings));
  return [
    growing({
      ...{ strings: strings.growing, total: tokens.length, first: FIRST_TOKENS },
      draw: (shown) => [element('p', { class: 'tokens' }, ...first(shown))],
    }),
  ];
}

function tokenNode(token: string, { part, figure, title, isUnknown }: TokenLook, strings: AnswerStrings): HTMLElement {
  const said = [title, isUnknown ? strings.unknown : undefined].filter((line) => line !== undefined);
  const node = element('span', {
    ...{ class: 'token', text: token },
    ...(said.length > 0 ? { title: said.join('\n') } : {}),
  });
  if (figure !== undefined) node.append(element('span', { class: 'figure', text: figure }));
  if (part !== undefined) {
    node.classList.add('weighted');
    node.style.setProperty('--share', String(part));
  }
  if (isUnknown) node.classList.add('unknown');
  return node;
}
