// The legend of the text in front, in the status bar: how probable it is, and on hover what the colours stand for; a click offers what can
// be done.
import * as vscode from 'vscode';
import { count, figure } from '../../protocol/figures';
import type { Lifetime } from '../editor/lifetime';
import { surpriseMarkList } from '../editor/shown/surpriseMarks';
import { showLegend } from '../editor/textInFront';
import type { ShownSurprise } from './shownSurprise';
import type { SurprisedEditors } from './surprisedEditors';
import { changedLinesText, figuresText } from './surpriseText';

/** For `when` clauses: the text in front has surprisal. */
export const HAS_SURPRISE = 'nlpLab.hasSurprise';

export const showSurpriseLegend = (surprised: SurprisedEditors, life: Lifetime): void =>
  showLegend(
    surprised,
    {
      key: HAS_SURPRISE,
      item: { id: 'nlpLab.surprise', name: vscode.l10n.t('NLP Lab Surprise'), priority: 7, icon: 'flame' },
      command: { command: 'nlpLab.showSurpriseActions', title: vscode.l10n.t('Surprise') },
      ...{ inShort, inFull },
    },
    life,
  );

/** `Perplexity 4.58 · 2.20 bits a character · 1 changed` */
function inShort({ reply: { figures }, placed: { changed } }: ShownSurprise): string {
  const { perplexity = NaN, bitsPerCharacter = NaN } = figures;
  return [
    vscode.l10n.t('Perplexity {0}', figure(perplexity)),
    vscode.l10n.t('{0} bits a character', figure(bitsPerCharacter)),
    ...(changed > 0 ? [vscode.l10n.t('{0} changed', count(changed))] : []),
  ].join(' · ');
}

function inFull({ run, reply, placed: { changed }, guess, isPart }: ShownSurprise) {
  const what = isPart
    ? vscode.l10n.t('Surprise of {0} by the selected text', run.name)
    : vscode.l10n.t('Surprise of {0}', run.name);
  const facts = [what, figuresText(reply), ...(changed > 0 ? [changedLinesText(changed)] : [])];
  return surpriseMarkList(facts, guess);
}
