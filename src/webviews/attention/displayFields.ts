// The controls of how a map is shown: as which picture, by tokens or words, how much of its mass.

import { share } from '../../protocol/figures';
import { toggle } from '../shared/controls';
import { element } from '../shared/element';
import { slider } from '../shared/slider';
import type { PaneSettings } from './pane';
import type { AttentionStrings } from './strings';

const MODES = ['map', 'lines', 'table'] as const satisfies readonly PaneSettings['mode'][];
const LEAST_SHARE = 0.05;

type Display = Pick<PaneSettings, 'mode' | 'words' | 'share'>;

export interface DisplayFieldsOptions {
  strings: AttentionStrings;
  state: Readonly<Display>;
  onChange(change: Partial<Display>): void;
}

export interface DisplayFields {
  modes: HTMLElement;
  /** Those that are seldom changed. */
  options: HTMLElement[];
  /** After a change. */
  draw(): void;
}

export function displayFields({ strings, state, onChange }: DisplayFieldsOptions): DisplayFields {
  const modes = MODES.map((mode) => {
    const button = toggle(strings[mode], state.mode === mode, () => onChange({ mode }));
    if (mode !== 'table') button.node.title = strings[`${mode}Hint`];
    return { mode, button };
  });
  const words = toggle(strings.words, state.words, (on) => onChange({ words: on }));
  words.node.title = strings.wordsHint;
  const mass = slider({
    ...{ label: strings.share, hint: strings.shareHint, value: state.share, least: LEAST_SHARE, most: 1 },
    ...{ text: share, onChange: (value) => onChange({ share: value }) },
  });
  return {
    modes: element('span', { class: 'field' }, ...modes.map(({ button }) => button.node)),
    options: [words.node, mass],
    draw() {
      for (const { mode, button } of modes) button.set(mode === state.mode);
      words.set(state.words);
    },
  };
}
