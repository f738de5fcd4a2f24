// What is counted: two words, probe words beside them, and what counts as beside.

import type { CooccurrenceQuestion, CooccurrenceTable } from '../../../protocol/embeddingsView';
import { checkbox, numberField } from '../../shared/controls';
import { element } from '../../shared/element';
import type { EmbeddingsStrings } from '../strings';
import { wordInput, type WordInput } from '../words/wordInput';
import { wordsIn } from '../words/wordList';

/** What stands in the fields, and the last table with the question that it answers. */
export interface KeptCooccurrence {
  a: string;
  b: string;
  probes: string;
  window: number;
  weighted: boolean;
  matchCase: boolean;
  question?: CooccurrenceQuestion;
  table?: CooccurrenceTable;
}

export interface CooccurrenceFieldsOptions {
  strings: EmbeddingsStrings;
  state: Readonly<KeptCooccurrence>;
  complete(prefix: string): Promise<string[]>;
  onChange(change: Partial<KeptCooccurrence>): void;
  /** Enter in a field. */
  onEnter(): void;
}

export interface CooccurrenceFields {
  nodes: HTMLElement[];
  /** What is asked; a text where something is missing, to whose field the focus goes. */
  question(): CooccurrenceQuestion | string;
}

const MOST_PROBES = 200;

export function cooccurrenceFields(options: CooccurrenceFieldsOptions): CooccurrenceFields {
  const { strings, state, complete, onChange, onEnter } = options;
  const field = (key: 'a' | 'b' | 'probes', label: string): WordInput => {
    const onInput = (text: string): void => onChange({ [key]: text });
    const input = wordInput({ label, complete, isList: key === 'probes', onPick: onEnter, onInput });
    input.set(state[key]);
    return input;
  };
  const first = field('a', strings.firstWord);
  const second = field('b', strings.secondWord);
  const probes = field('probes', strings.probes);

  function lacking(input: WordInput, text: string): string {
    input.focus();
    return text;
  }

  return {
    nodes: [
      element('div', { class: 'stack' }, first.node, second.node, probes.node),
      element('div', { class: 'row wrap' }, ...settingFields(options)),
    ],
    question() {
      const found = [...new Set(wordsIn(probes.value))].slice(0, MOST_PROBES);
      for (const input of [first, second]) if (input.value === '') return lacking(input, strings.wordsNeeded);
      if (found.length === 0) return lacking(probes, strings.probesNeeded);
      const { window, weighted, matchCase } = state;
      return { words: [first.value, second.value], probes: found, window, weighted, matchCase };
    },
  };
}

function settingFields({ strings, state, onChange }: CooccurrenceFieldsOptions): HTMLElement[] {
  const reach = numberField({
    ...{ label: strings.window, value: state.window, least: 1, most: 1000 },
    onChange: (window) => onChange({ window }),
  });
  reach.title = strings.windowHint;
  const weighted = checkbox(strings.weighted, state.weighted, (on) => onChange({ weighted: on }));
  weighted.title = strings.weightedHint;
  return [reach, weighted, checkbox(strings.matchCase, state.matchCase, (matchCase) => onChange({ matchCase }))];
}
