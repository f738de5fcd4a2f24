// The fields of a search: how wide it is, how long outputs may be, words that must or must not occur. Each change asks anew.

import { numberField, textField } from '../shared/controls';
import type { BeamStrings } from './strings';
import type { BeamState } from './viewState';

type Field = 'beam' | 'penalty' | 'maxLength' | 'banned' | 'forced';

export interface SearchFieldsOptions {
  strings: BeamStrings;
  state: Readonly<Pick<BeamState, Field>>;
  onChange(change: Partial<Pick<BeamState, Field>>): void;
  /** What was typed is no length penalty. */
  onWrongPenalty(): void;
}

export function searchFields({ strings, state, onChange, onWrongPenalty }: SearchFieldsOptions): HTMLElement[] {
  // The engine says what is wrong with a beam of 0 or of 10,000.
  const width = { label: strings.beam, value: state.beam, least: 0, most: 1_000_000 };
  const beam = numberField({ ...width, onChange: (value) => onChange({ beam: value }) });
  beam.title = strings.beamHint;
  const penalty = textField(strings.penalty, String(state.penalty), (typed) => {
    const value = Number(typed.replace(',', '.'));
    if (typed.trim() !== '' && value >= 0 && value <= 10) onChange({ penalty: value });
    else onWrongPenalty();
  });
  penalty.title = strings.penaltyHint;
  penalty.classList.add('short');
  const longest = { label: strings.maxLength, value: state.maxLength, least: 0, most: 10_000 };
  const maxLength = numberField({ ...longest, onChange: (value) => onChange({ maxLength: value }) });
  maxLength.title = strings.maxLengthHint;

  const banned = textField(strings.banned, state.banned, (text) => onChange({ banned: text }));
  const forced = textField(strings.forced, state.forced, (text) => onChange({ forced: text }));
  for (const field of [banned, forced]) field.title = strings.wordsHint;
  return [beam, penalty, maxLength, banned, forced];
}
