// What the beam search view remembers over a reload, and the search that comes of it.

import type { BeamQuestion } from '../../protocol/beamView';
import type { PlacedWord, SearchRule } from '../../protocol/decoding';
import { NO_QUESTION, type QuestionState } from '../shared/runQuestion';
import type { SideState } from '../shared/sidePanel';

/** Of the question one run; its `target` is the reference. */
export interface BeamState extends QuestionState, SideState {
  beam: number;
  penalty: number;
  maxLength: number;
  banned: string;
  forced: string;
  rules: SearchRule[];
  words: PlacedWord[];
  dropped: boolean;
  asTable: boolean;
  /** Whether the options are unfolded. */
  options: boolean;
}

export const DEFAULTS: BeamState = {
  ...NO_QUESTION,
  ...{ beam: 5, penalty: 1, maxLength: 0, banned: '', forced: '', rules: [], words: [] },
  ...{ dropped: true, asTable: false, options: false, details: true, section: 'outputs', sideWidth: 0 },
};

/** Undefined where there is nothing to search. */
export function searchOf({ selected: [run = ''], source, target, ...state }: BeamState): BeamQuestion | undefined {
  if (run === '' || source.trim() === '') return undefined;
  const { beam, penalty: lengthPenalty, maxLength, rules, words, banned, forced } = state;
  return {
    ...{ run, source: source.trim(), reference: target.trim(), beam, lengthPenalty, maxLength, rules, words },
    ...{ banned: wordsOf(banned), forced: wordsOf(forced) },
  };
}

const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');
