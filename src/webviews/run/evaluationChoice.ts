// The list of a run's evaluations above its report, newest first; nothing while there is one alone.

import type { RunDetails } from '../../protocol/views';
import { choiceList } from '../shared/choiceList';
import { element, show } from '../shared/element';
import type { RunStrings } from './strings';

export interface EvaluationChoice {
  node: HTMLElement;
  set(details: Pick<RunDetails, 'evaluations' | 'evaluation'>): void;
}

/** The latest one has no id. */
const LATEST = 'latest';

export function evaluationChoice(strings: RunStrings, onChoose: (id: string) => void): EvaluationChoice {
  const list = choiceList<string>(strings.evaluations, (value) => onChoose(value === LATEST ? '' : value));
  const node = element('div', { class: 'row evaluations' }, list.node);
  show(node, false);
  return {
    node,
    set({ evaluations = [], evaluation = '' }) {
      const choices = evaluations.map(({ id, source, at }) => ({
        value: id || LATEST,
        label: strings.evaluatedAt(
          source,
          new Date(at).toLocaleString(undefined, { dateStyle: 'short', timeStyle: 'short' }),
        ),
      }));
      list.set(choices, evaluation || LATEST);
      show(node, choices.length > 1);
    },
  };
}
