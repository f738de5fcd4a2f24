// A text with its tokens marked by their shares: what speaks for the answer has a full line, what speaks against it a dashed one, and a
// colour each, the stronger the larger the share. Arrow keys move from token to token.

import type { AttributedToken, AttributionReply } from '../../../protocol/attribution';
import { figure, signedFigure } from '../../../protocol/figures';
import { element, say } from '../element';
import type { SharesStrings } from './strings';

/** Shares smaller than this part of the largest are not marked. */
const LEAST_MARKED = 0.02;

export interface SharedTextOptions {
  strings: SharesStrings;
  /** A token was chosen, by its number; of runs that tag. */
  onToken?(token: number): void;
}

export const largestShare = ({ tokens }: Pick<AttributionReply, 'tokens'>): number =>
  tokens.reduce((most, { share }) => Math.max(most, Math.abs(share)), 0);

/** Marks an element as a token with this part, −1 to 1, of the largest share. */
export function markShare(node: HTMLElement, part: number): void {
  if (Math.abs(part) < LEAST_MARKED || !Number.isFinite(part)) return;
  node.classList.add('share', part < 0 ? 'against' : 'for');
  node.style.setProperty('--share', Math.abs(part).toFixed(3));
}

export function sharedText(reply: AttributionReply, { strings, onToken }: SharedTextOptions): HTMLElement {
  const { texts, tokens, token: explained, method } = reply;
  const largest = largestShare(reply);
  const told = ({ share }: AttributedToken): string => (method === 'attention' ? figure(share) : signedFigure(share));
  const nodes = tokens.map((token, i) => tokenNode(token, i));
  const spoken = element('p', { class: 'spoken', attributes: { 'aria-live': 'polite' } });
  let current = -1;

  function tokenNode(token: AttributedToken, i: number): HTMLElement {
    const said = [
      strings.shareOf(token.token, told(token)),
      ...(token.isUnknown ? [strings.unknown] : []),
      ...(i === explained ? [strings.explained] : []),
    ].join('\n');
    const written = token.text === undefined ? token.token : texts[token.text].slice(token.start, token.end);
    const node = element('span', { class: 'token', text: written === '' ? token.token : written, title: said });
    node.dataset.token = String(i);
    markShare(node, largest > 0 ? token.share / largest : 0);
    node.classList.toggle('unknown', token.isUnknown);
    node.classList.toggle('explained', i === explained);
    return node;
  }

  /** Tokens in their places, what stands between them as it is; a token within another stands behind it. */
  function textNode(text: string, number: number): HTMLElement {
    const line = element('p', { class: 'shared' });
    let done = 0;
    tokens.forEach((token, i) => {
      if (token.text !== number) return;
      if (token.start > done) line.append(text.slice(done, token.start));
      line.append(nodes[i]);
      done = Math.max(done, token.end);
    });
    line.append(text.slice(done));
    return line;
  }

  function move(to: number): void {
    nodes.at(current)?.classList.remove('chosen');
    current = Math.max(0, Math.min(nodes.length - 1, to));
    nodes[current].classList.add('chosen');
    nodes[current].scrollIntoView({ block: 'nearest' });
    say(spoken, nodes[current].title);
  }

  const label = onToken ? strings.textOfTags : strings.text;
  const between = nodes.filter((_, i) => tokens[i].text === undefined);
  const lines = texts.flatMap((text, number) => [
    ...(number > 0 ? between.slice(number - 1, number) : []),
    textNode(text, number),
  ]);
  const node = element('div', { class: 'shares', attributes: { tabindex: '0', role: 'group', 'aria-label': label } });
  node.append(...lines, spoken);
  node.addEventListener('keydown', (event) => {
    const steps: Record<string, number> = {
      ArrowRight: current + 1,
      ArrowLeft: current - 1,
      Home: 0,
      End: nodes.length,
    };
    if (event.key in steps && nodes.length > 0) move(steps[event.key]);
    else if (event.key === 'Enter' && onToken && current >= 0) onToken(current);
    else if (event.key === 'Escape' && current >= 0) {
      nodes[current].classList.remove('chosen');
      current = -1;
    } else return;
    event.preventDefault();
  });
  if (onToken) {
    node.classList.add('chooses');
    node.addEventListener('click', ({ target }) => {
      const chosen = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-token]') : null;
      if (chosen) onToken(Number(chosen.dataset.token));
    });
  }
  return node;
}
