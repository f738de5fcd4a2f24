// The prompt and what follows it, a colour for each token. Arrow keys move between tokens, Enter opens what else could stand there.

import { element, liveText, say } from '../shared/element';
import { tooltip } from '../shared/tooltip';
import type { KeptToken } from './continuations';
import type { GenerateStrings } from './strings';
import type { TokenColors } from './tokenColors';
import { placeOfKey } from './tokenKeys';

export interface TextPictureOptions {
  strings: GenerateStrings;
  /** In words: the token with its figures. */
  told(token: KeptToken): string[];
  /** The pointer is over a token, or over none any more. */
  onHover(place: number | undefined): void;
  onChoose(place: number | undefined): void;
  /** Enter or a double click on a token. */
  onOpen(place: number): void;
}

interface ShownText {
  prompt: string;
  tokens: readonly KeptToken[];
  /** Places at which continuations part. */
  partings: ReadonlySet<number>;
  colors: TokenColors;
  chosen: number | undefined;
}

export interface TextPicture {
  node: HTMLElement;
  draw(shown: ShownText): void;
  /** One more token at the end; the end stays in sight where it was. */
  append(token: KeptToken): void;
  mark(chosen: number | undefined): void;
  focus(): void;
}

/** So near to its end a text counts as seen to the end. */
const NEAR_PX = 40;

export function textPicture({ strings, told, ...on }: TextPictureOptions): TextPicture {
  const line = element('div', {
    class: 'generated',
    attributes: { tabindex: '0', role: 'group', 'aria-label': strings.picture },
  });
  const tip = tooltip();
  const spoken = liveText('spoken');
  const node = element('div', { class: 'picture' }, line, tip.node, spoken);
  let nodes: HTMLElement[] = [];
  let tokens: KeptToken[] = [];
  let [colors, chosen, hovered]: [TokenColors?, number?, number?] = [];

  function tokenNode(token: KeptToken, place: number): HTMLElement {
    // A line break is shown by its class, so that text that is copied has none of our signs.
    const one = element('span', { class: 'token', text: token.text === '' ? token.token : token.text });
    one.dataset.place = String(place);
    one.classList.toggle('break', token.text.startsWith('\n'));
    one.classList.toggle('silent', token.text === '');
    colors?.paint(one, token);
    return one;
  }

  function placeAt(target: EventTarget | null): number | undefined {
    const found = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-place]') : null;
    return found ? Number(found.dataset.place) : undefined;
  }

  function hover(place: number | undefined): void {
    if (place === hovered) return;
    hovered = place;
    if (place === undefined) tip.hide();
    else {
      const { left, bottom } = nodes[place].getBoundingClientRect();
      const around = node.getBoundingClientRect();
      tip.show({ x: left - around.left, y: bottom - around.top - 8 }, told(tokens[place]));
    }
    on.onHover(place);
  }

  function mark(next: number | undefined): void {
    if (chosen !== undefined) nodes.at(chosen)?.classList.remove('chosen');
    chosen = next;
    if (next === undefined || next >= nodes.length) return say(spoken, '');
    nodes[next].classList.add('chosen');
    nodes[next].scrollIntoView({ block: 'nearest' });
    say(spoken, told(tokens[next]).join(', '));
  }

  line.addEventListener('pointermove', ({ target }) => hover(placeAt(target)));
  line.addEventListener('pointerleave', () => hover(undefined));
  line.addEventListener('click', ({ target }) => on.onChoose(placeAt(target)));
  line.addEventListener('dblclick', ({ target }) => {
    const place = placeAt(target);
    if (place !== undefined) on.onOpen(place);
  });
  line.addEventListener('keydown', (event) => {
    const place = placeOfKey(event.key, chosen, nodes);
    if (place !== undefined) on.onChoose(place);
    else if (event.key === 'Enter' && chosen !== undefined) on.onOpen(chosen);
    else if (event.key === 'Escape' && chosen !== undefined) on.onChoose(undefined);
    else return;
    event.preventDefault();
  });

  return {
    node,
    draw(shown) {
      hover(undefined);
      ({ colors } = shown);
      tokens = [...shown.tokens];
      nodes = tokens.map(tokenNode);
      for (const place of shown.partings) {
        nodes[place]?.classList.add('parts');
        nodes[place]?.setAttribute('title', strings.partsHere);
      }
      const { scrollTop } = line;
      line.replaceChildren(element('span', { class: 'prompt', text: shown.prompt }), ...nodes);
      line.scrollTop = scrollTop;
      chosen = undefined;
      mark(shown.chosen);
    },
    append(token) {
      const wasAtEnd = line.scrollHeight - line.scrollTop - line.clientHeight < NEAR_PX;
      tokens.push(token);
      const one = tokenNode(token, nodes.length);
      nodes.push(one);
      line.append(one);
      if (wasAtEnd) line.scrollTop = line.scrollHeight;
    },
    mark,
    focus: () => line.focus(),
  };
}
