// The panel of beam search: has one text translated and hands the whole search over.
import * as vscode from 'vscode';
import type { BeamQuestion, BeamViewContract } from '../../protocol/beamView';
import { type TextAnswer, textOf } from '../../protocol/answer';
import { requireTrust } from '../editor/trust';
import { canNow } from '../runs/runEntry';
import {
  type AskingNeeds,
  questionOf,
  type QuestionOpening,
  type QuestionPanel,
  questionPanel,
  questionState,
} from './questionPanels';
import { setTitle } from '../editor/shown/items';

export function openBeam(opening: QuestionOpening<BeamViewContract>, needs: AskingNeeds): QuestionPanel {
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
