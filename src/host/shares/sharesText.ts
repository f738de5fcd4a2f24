// What is said of the shares of a text: in the status bar, on hover, in notifications.
import * as vscode from 'vscode';
import type { AttributionMethod, AttributionReply } from '../../protocol/attribution';
import { figure, signedFigure } from '../../protocol/figures';

export const methodName = (method: AttributionMethod): string =>
  ({
    weights: vscode.l10n.t('Exact weights'),
    integrated: vscode.l10n.t('Integrated gradients'),
    gradient: vscode.l10n.t('Gradient × input'),
    'leave-one-out': vscode.l10n.t('Leave one out'),
    attention: vscode.l10n.t('Attention'),
  })[method];

export const shareText = (share: number, method: AttributionMethod): string =>
  method === 'attention' ? figure(share) : signedFigure(share);

/** `would/B-VP`, or the label alone. */
export function answerText({ answer, target, token, tokens }: AttributionReply): string {
  const whose = token === undefined ? answer : `${tokens[token].token}/${answer}`;
  return target === undefined || target === answer ? whose : vscode.l10n.t('{0} (whose score: {1})', whose, target);
}

/** Why the shares say little, where they do. */
export const cautionText = ({ caution }: Pick<AttributionReply, 'caution'>): string[] =>
  caution
    ? [
        {
          cosine: vscode.l10n.t('The score is a cosine, which stays the same when the vectors of a text all grow alike: gradients along them say little of it, whatever the steps. Leave one out.'), // prettier-ignore
        }[caution],
      ]
    : [];

/** The score, and how far the shares are from adding up to it. */
export function scoreFacts({ score, baseline, completenessError, steps }: AttributionReply): string[] {
  return [
    ...(score === undefined ? [] : [vscode.l10n.t('score {0}', signedFigure(score))]),
    ...(baseline === undefined ? [] : [vscode.l10n.t('without tokens {0}', signedFigure(baseline))]),
    ...(completenessError === undefined || steps === undefined
      ? []
      : [vscode.l10n.t('completeness error {0} with {1} steps', figure(completenessError), steps)]),
  ];
}
