// What the beam search view remembers over a reload.

import type { PlacedWord, SearchRule } from '../../protocol/decoding';

export interface BeamState {
  version: number;
  run: string;
  source: string;
  reference: string;
  beam: number;
  penalty: number;
  maxLength: number;
  banned: string;
  forced: string;
  rules: SearchRule[];
  words: PlacedWord[];
  dropped: boolean;
  asTable: boolean;
  details: boolean;
  section: string;
}

export const DEFAULTS: BeamState = {
  ...{ version: -1, run: '', source: '', reference: '', beam: 5, penalty: 1, maxLength: 0 },
  ...{ banned: '', forced: '', rules: [], words: [], dropped: true, asTable: false, details: true, section: 'outputs' },
};
