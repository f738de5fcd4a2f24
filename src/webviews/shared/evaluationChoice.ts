// The list of a run's evaluations above its report, newest first; nothing while there is one alone.

import type { RunDetails } from '../../protocol/views';
import { choiceList } from './choiceList';
import type { Translate } from './connect';
import { element, show } from './element';

export const evaluationStrings = (t: Translate) => ({
  evaluations: t('Evaluation that is shown'),
  evaluatedAt: (source: string, time: string) => t('{0}, {1}', source, time),
});

export interface EvaluationChoice {
  node: HTMLElement;
  set(details: Pick<RunDetails, 'evaluations' | 'evaluation'>): void;
}

/** The latest one has no id. */
const LATEST = 'latest';

export function evaluationChoice(
  strings: ReturnType<typeof evaluationStrings>,
  onChoose: (id: string) => void,
): EvaluationChoice {
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
