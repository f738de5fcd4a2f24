// The view of beam search: has one text translated and hands the whole search over.
import * as vscode from 'vscode';
import type { BeamQuestion, BeamViewContract } from '../../protocol/beamView';
import { type TextAnswer, textOf } from '../../protocol/answer';
import type { PlacedWord, SearchRule } from '../../protocol/decoding';
import { requireTrust } from '../editor/trust';
import { canNow } from '../runs/runEntry';
import { defineView } from '../views/defineView';
import { type Check, integer, listOf, object, oneOf, text } from '../views/requestChecks';
import { isName, isRunQuestion, LONGEST_TEXT } from './question';
import {
  type AskingNeeds,
  keptQuestion,
  questionOf,
  type QuestionOpening,
  type QuestionPanel,
  questionPanel,
  questionState,
} from './questionPanels';
import { setTitle } from '../editor/shown/items';

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
  open: openBeam,
});

function openBeam(opening: QuestionOpening<BeamViewContract>, needs: AskingNeeds): QuestionPanel {
  const { working } = needs;
  const question = questionOf(opening, needs, (entry) => canNow(entry, 'search'));
  setTitle(opening.panel, vscode.l10n.t('Beam Search'));

  async function search(asked: BeamQuestion, signal: AbortSignal): Promise<TextAnswer> {
    requireTrust();
    const { folder } = (await question.entry(asked.run)).summary;
    const { source, reference, beam, lengthPenalty, maxLength, rules, words: placed, banned, forced } = asked;
    const decoding = {
      method: 'beam' as const,
      ...{ beam, nBest: beam, lengthPenalty, rules, words: placed, banned, forced },
      ...(maxLength > 0 ? { maxLength } : {}),
    };
    const { answers } = await working.call(
      'ask',
      {
        ...{ folder, texts: [source], decoding, search: true, attention: true },
        ...(reference === '' ? {} : { references: [reference] }),
      },
      { signal },
    );
    return textOf(answers[0]);
  }

  const view = opening.connect(
    { keep: (asked) => (question.keep(asked), {}), search: (asked, { signal }) => search(asked, signal) },
    questionState(question),
  );
  return questionPanel(opening, needs, question, view);
}
