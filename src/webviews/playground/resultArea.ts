// Where the playground shows what a run has made of a text; how long that took stands in the toolbar.

import { duration } from '../../protocol/figures';
import type { PlaygroundReply } from '../../protocol/playgroundView';
import { element, say } from '../shared/element';
import { type Drawing, drawAnswer } from './answers/drawAnswer';
import type { PlaygroundStrings } from './strings';

export interface ResultArea {
  /** The result, and the same for those who do not see it. */
  nodes: HTMLElement[];
  time: HTMLElement;
  /** @param picture the content of the one that was asked about */
  draw(reply: PlaygroundReply, picture?: string): Drawing;
  clear(): void;
}

export function resultArea(strings: PlaygroundStrings): ResultArea {
  const result = element('div', { class: 'result' });
  const spoken = element('p', { class: 'spoken', attributes: { role: 'status', 'aria-live': 'polite' } });
  const time = element('span', { class: 'note' });
  return {
    nodes: [result, spoken],
    time,
    draw(reply, picture) {
      const drawing = drawAnswer(reply.answer, strings, picture);
      result.replaceChildren(...drawing.nodes);
      say(spoken, drawing.said);
      say(time, strings.took(duration(reply.seconds)));
      return drawing;
    },
    clear() {
      result.replaceChildren();
      for (const node of [spoken, time]) say(node, '');
    },
  };
}
