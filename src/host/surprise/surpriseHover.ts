// What is said where the pointer rests on a token: how probable it was, and what was more probable there.
import * as vscode from 'vscode';
import { count, figure, share } from '../../protocol/figures';
import { visibleToken } from '../../protocol/plainText';
import { bitsOf, type SurprisalReply } from '../../protocol/surprisal';
import { rangeOf } from '../editor/drawnEditors';
import { hover } from '../editor/shown/texts';
import type { SurprisedEditors } from './surprisedEditors';

/** Pieces of one character that are told each. */
const PIECES_TOLD = 4;

export class SurpriseHover implements vscode.HoverProvider {
  constructor(private readonly surprised: SurprisedEditors) {}

  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    const shown = this.surprised.of(document);
    const piece = shown?.placed.at(document.offsetAt(position));
    if (!shown || !piece) return undefined;
    const { from, to } = piece;
    const tokens = Array.from({ length: Math.min(to - from, PIECES_TOLD) }, (_, i) => tokenText(shown.reply, from + i));
    const text = [...tokens, vscode.l10n.t('The most probable here:')].join('\n');
    return hover({ text, range: rangeOf(document, piece), rows: mostProbable(shown.reply, from) });
  }
}

/** `king: 7.25 bits · probability 0.657 % · rank 12 of 7 590` */
function tokenText({ names, tokens, vocabularySize }: SurprisalReply, at: number): string {
  const logProbability = tokens.logProbabilities[at];
  return [
    vscode.l10n.t('{0}: {1} bits', visibleToken(names[tokens.names[at]]), figure(bitsOf(logProbability))),
    vscode.l10n.t('probability {0}', share(Math.exp(logProbability))),
    vscode.l10n.t('rank {0} of {1}', count(tokens.ranks[at] + 1), count(vocabularySize)),
    ...(tokens.unknown[at] ? [vscode.l10n.t('not in the vocabulary: the model saw <unk>')] : []),
  ].join(' · ');
}

/** Tokens with their probabilities. */
function mostProbable({ names, best }: SurprisalReply, at: number): [string, string][] {
  return Array.from({ length: best.count }, (_, i) => at * best.count + i)
    .filter((i) => best.names[i] >= 0)
    .map((i) => [visibleToken(names[best.names[i]]), share(Math.exp(best.logProbabilities[i]))]);
}
