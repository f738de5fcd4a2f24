// The view of beam search: one panel, and what its page may ask.
import type { BeamQuestion } from '../../protocol/beamView';
import type { PlacedWord, SearchRule } from '../../protocol/decoding';
import { defineView } from '../views/defineView';
import { type Check, integer, listOf, object, oneOf, text } from '../views/requestChecks';
import { isName, isRunQuestion, LONGEST_TEXT } from './question';
import { type AskingNeeds, keptQuestion } from './questionPanels';

const tokenId = integer(0, 1e7);
const isAlpha: Check<number> = (value): value is number => typeof value === 'number' && value >= 0 && value <= 10;
const isRule = object<SearchRule>({
  after: listOf(tokenId, 0, 2000),
  token: tokenId,
  kind: oneOf('force', 'forbid'),
});
const isPlacedWord = object<PlacedWord>({
  after: listOf(tokenId, 0, 2000),
  word: text(200),
  kind: oneOf('force', 'forbid'),
});
const words = listOf(text(200), 0, 100);

const isBeamQuestion = object<BeamQuestion>({
  run: isName,
  source: text(LONGEST_TEXT),
  reference: text(LONGEST_TEXT),
  beam: integer(0, 1e6), // the engine says what is wrong with a beam of 0 or 10,000
  lengthPenalty: isAlpha,
  maxLength: integer(0, 10_000),
  rules: listOf(isRule, 0, 200),
  words: listOf(isPlacedWord, 0, 100),
  banned: words,
  forced: words,
});

export const beamView = defineView({
  name: 'beam',
  usesModels: true,
  checks: { keep: isRunQuestion, search: isBeamQuestion },
  keep: (needs: AskingNeeds) => keptQuestion('beam', needs),
  load: async () => (await import('./beamPanel')).openBeam,
});
