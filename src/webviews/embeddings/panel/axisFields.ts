// The axes of a map by words: two fields for each; what is in them counts when the button is pressed.

import type { WordAxis } from '../../../protocol/projection';
import { button } from '../../shared/controls';
import { element } from '../../shared/element';
import type { EmbeddingsStrings } from '../strings';
import type { MapChoice } from '../viewState';
import { wordInput, type WordInput } from '../words/wordInput';
import { wordsIn } from '../words/wordList';

export interface AxisFieldsOptions {
  strings: EmbeddingsStrings;
  choice(): MapChoice;
  complete(prefix: string): Promise<string[]>;
  onChoice(change: Pick<MapChoice, 'axes'>): void;
}

export function axisFields({ strings, choice, complete, onChoice }: AxisFieldsOptions): HTMLElement[] {
  const { dimensions, axes } = choice();
  const end = (axis: number, side: keyof WordAxis, label: string): WordInput => {
    const input = wordInput({ label, complete, isList: true, onPick: draw });
    input.set(axes.at(axis)?.[side].join(', ') ?? '');
    return input;
  };
  const ends = Array.from({ length: dimensions }, (_, axis) => ({
    from: end(axis, 'from', strings.axisFrom(axis + 1)),
    to: end(axis, 'to', strings.axisTo(axis + 1)),
  }));

  function draw(): void {
    onChoice({ axes: ends.map(({ from, to }) => ({ from: wordsIn(from.value), to: wordsIn(to.value) })) });
  }

  return [
    element('p', { class: 'note', text: strings.axesHint }),
    ...ends.map(({ from, to }) =>
      element('div', { class: 'axis' }, from.node, element('span', { text: '→' }), to.node),
    ),
    button({ label: strings.drawAxes, primary: true, onClick: draw }),
  ];
}
