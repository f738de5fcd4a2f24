// What is said of the surprisal of a text: in the status bar, on hover, in lists.
import * as vscode from 'vscode';
import { count, figure } from '../../protocol/figures';
import type { SurprisalReply, SurprisingPassage } from '../../protocol/surprisal';
import { rangeOf } from '../editor/drawnEditors';
import type { Choice } from '../editor/shown/picks';

/** `Perplexity 4.58 · 2.20 bits a character · 1 024 tokens · 3 unknown` */
export function figuresText({ figures }: SurprisalReply): string {
  const { perplexity, bitsPerCharacter, tokenCount, unknownCount } = figures;
  return [
    ...(perplexity === undefined ? [] : [vscode.l10n.t('Perplexity {0}', figure(perplexity))]),
    ...(bitsPerCharacter === undefined ? [] : [vscode.l10n.t('{0} bits a character', figure(bitsPerCharacter))]),
    vscode.l10n.t('{0} tokens', count(tokenCount)),
    ...(unknownCount > 0 ? [vscode.l10n.t('{0} unknown', count(unknownCount))] : []),
  ].join(' · ');
}

export const changedLinesText = (changed: number): string =>
  vscode.l10n.t('{0} lines were changed since and have no colours.', count(changed));

/** `34.2 bits · 6.84 bits a character` */
export const passageText = ({ bits, characters }: SurprisingPassage): string =>
  [
    vscode.l10n.t('{0} bits', figure(bits)),
    vscode.l10n.t('{0} bits a character', figure(bits / Math.max(1, characters))),
  ].join(' · ');

/** Characters of the line that are shown on either side. */
const AROUND = 40;

/** A passage as a line of a list to pick from: itself, its place and figures, and what stands around it. */
export function passageItem(document: vscode.TextDocument, passage: SurprisingPassage): Choice {
  const { start, end } = rangeOf(document, passage);
  const { text } = document.lineAt(start);
  const [from, to] = [Math.max(0, start.character - AROUND), Math.min(text.length, end.character + AROUND)];
  return {
    label: text.slice(start.character, end.character),
    description: [vscode.l10n.t('line {0}', count(start.line + 1)), passageText(passage)].join(' · '),
    detail: `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`,
  };
}
