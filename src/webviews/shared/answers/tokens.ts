// The tokens of a text in a row, marked as a model weighed them.

import { count } from '../../../protocol/figures';
import { element } from '../element';
import type { AnswerStrings } from './strings';

/** Tokens beyond this are not drawn, and this is said. */
const MOST_TOKENS = 500;

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
  const shown = tokens.slice(0, MOST_TOKENS).map((token, i) => tokenNode(token, look(i), strings));
  const cut = strings.someTokens(count(MOST_TOKENS), count(tokens.length));
  return [
    element('p', { class: 'tokens' }, ...shown),
    ...(tokens.length > MOST_TOKENS ? [element('p', { class: 'note', text: cut })] : []),
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
