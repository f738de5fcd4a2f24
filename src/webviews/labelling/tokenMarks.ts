// The tokens of a sentence with its spans: arrows move, with Shift they choose several, and so does the pointer; a type then marks what is
// chosen.

import type { TokenSpan } from '../../protocol/judgedTags';
import { element } from '../shared/element';
import { jointOf } from '../shared/entityNodes';
import type { Chosen } from './spanEdits';
import type { LabellingStrings } from './strings';

export interface TokenMarks {
  node: HTMLElement;
  /** @param isOther another sentence: its first token is chosen */
  draw(tokens: readonly string[], spans: readonly TokenSpan[], isOther: boolean): void;
  readonly chosen: Chosen;
}

export function tokenMarks(strings: LabellingStrings, look: (type: string) => string): TokenMarks {
  const node = element('div', {
    class: 'tokens',
    attributes: { role: 'listbox', tabindex: '0', 'aria-multiselectable': 'true', 'aria-label': strings.tokens },
  });
  let nodes: HTMLElement[] = [];
  let [anchor, caret] = [0, 0];

  const chosen = (): Chosen => ({ start: Math.min(anchor, caret), end: Math.max(anchor, caret) + 1 });

  function choose(to: number, extends_: boolean): void {
    caret = Math.max(0, Math.min(nodes.length - 1, to));
    if (!extends_) anchor = caret;
    const { start, end } = chosen();
    nodes.forEach((token, i) => token.setAttribute('aria-selected', String(i >= start && i < end)));
    if (nodes.length > 0) node.setAttribute('aria-activedescendant', nodes[caret].id);
    nodes.at(caret)?.scrollIntoView({ block: 'nearest' });
  }

  function draw(tokens: readonly string[], spans: readonly TokenSpan[], isOther: boolean): void {
    const joint = jointOf(tokens);
    const spanAt = (i: number): TokenSpan | undefined => spans.find(({ start, end }) => start <= i && i < end);
    nodes = tokens.map((token, i) => {
      const span = spanAt(i);
      const isLast = span?.end === i + 1;
      const attributes = {
        ...{ role: 'option', id: `token-${i}`, 'data-token': String(i) },
        'aria-label': span ? strings.marked(token, span.type) : token,
      };
      const words = element('span', { class: 'words', text: span && !isLast ? `${token}${joint}` : token });
      return element('span', { class: span ? `entity ${look(span.type)}` : 'unmarked', attributes }, words);
    });
    const behind = (i: number): (Node | string)[] => {
      const span = spanAt(i);
      if (span && i < span.end - 1) return [];
      return span ? [typeNode(span.type), joint] : [joint];
    };
    node.replaceChildren(...nodes.flatMap((token, i) => [token, ...behind(i)]));
    if (isOther) [anchor, caret] = [0, 0];
    choose(caret, true);
  }

  /** Said with each token, so that nobody hears it twice. */
  const typeNode = (type: string): HTMLElement =>
    element(
      'span',
      { class: `entity ${look(type)}`, attributes: { 'aria-hidden': 'true' } },
      element('small', { text: type }),
    );

  /** The token above or below the caret, nearest to it. */
  function inLine(step: 1 | -1): number {
    const { offsetTop, offsetLeft } = nodes[caret];
    const lines = nodes.map((token) => token.offsetTop).filter((top) => (top - offsetTop) * step > 0);
    if (lines.length === 0) return caret;
    const wanted = step > 0 ? Math.min(...lines) : Math.max(...lines);
    const there = nodes.flatMap((token, i) => (token.offsetTop === wanted ? [i] : []));
    const away = (i: number): number => Math.abs(nodes[i].offsetLeft - offsetLeft);
    return there.reduce((best, i) => (away(i) < away(best) ? i : best));
  }

  const tokenAt = ({ target }: Event): number =>
    target instanceof Element ? Number(target.closest<HTMLElement>('[data-token]')?.dataset.token ?? -1) : -1;

  node.addEventListener('keydown', (event) => {
    if (nodes.length === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const steps: Record<string, () => number> = {
      ...{ ArrowRight: () => caret + 1, ArrowLeft: () => caret - 1, Home: () => 0, End: () => nodes.length - 1 },
      ...{ ArrowDown: () => inLine(1), ArrowUp: () => inLine(-1), Escape: () => caret },
    };
    if (!Object.hasOwn(steps, event.key)) return;
    choose(steps[event.key](), event.shiftKey);
    event.preventDefault();
  });
  node.addEventListener('pointerdown', (event) => {
    const token = tokenAt(event);
    if (token >= 0) choose(token, event.shiftKey);
  });
  node.addEventListener('pointermove', (event) => {
    const token = event.buttons === 1 ? tokenAt(event) : -1;
    if (token >= 0 && token !== caret) choose(token, true);
  });
  return {
    node,
    draw,
    get chosen() {
      return chosen();
    },
  };
}
