// The five stages of a tokenizer.json, in the order in which a text goes through them.

import type { TokenizerStage } from '../../protocol/describedTokenizer';
import { element, show } from '../shared/element';
import type { TokensStrings } from './strings';

export interface StagesView {
  node: HTMLElement;
  draw(stages: readonly TokenizerStage[]): void;
}

export function stagesView(strings: TokensStrings): StagesView {
  const list = element('ol', { class: 'stages' });
  const hint = element('p', { class: 'empty', text: strings.noStages });
  return {
    node: element('div', { class: 'fill' }, hint, list),
    draw(stages) {
      show(hint, stages.length === 0);
      list.replaceChildren(
        ...stages.map(({ stage, types, detail }) => {
          const { name, hint: meaning } = strings.stages[stage];
          const what = types.length === 0 ? strings.noStage : types.join(' → ');
          return element(
            'li',
            {},
            element('b', { text: name, title: meaning }),
            element('span', { class: types.length === 0 ? 'note' : 'what', text: what }),
            element('p', { class: 'note', text: detail || meaning }),
          );
        }),
      );
    },
  };
}
