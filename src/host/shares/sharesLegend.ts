// The legend of the text in front, in the status bar: what was explained and how, and on hover what the lines stand for; a click offers
// what can be done.
import * as vscode from 'vscode';
import { count } from '../../protocol/figures';
import type { Lifetime } from '../editor/lifetime';
import { shareMarkList } from '../editor/shown/shareMarks';
import { showLegend } from '../editor/textInFront';
import type { ExplainedEditors, ShownShares } from './explainedEditors';
import { answerText, cautionText, methodName, scoreFacts, shareText } from './sharesText';

/** For `when` clauses: the text in front has shares. */
export const HAS_SHARES = 'nlpLab.hasShares';

export const showSharesLegend = (explained: ExplainedEditors, life: Lifetime): void =>
  showLegend(
    explained,
    {
      key: HAS_SHARES,
      item: { id: 'nlpLab.shares', name: vscode.l10n.t('NLP Lab Explanation'), priority: 8, icon: 'lightbulb' },
      command: { command: 'nlpLab.showShareActions', title: vscode.l10n.t('Explanation') },
      ...{ inShort, inFull },
    },
    life,
  );

/** `pos · Integrated gradients` */
function inShort({ reply, shares }: ShownShares): string {
  if (shares.start === undefined) return vscode.l10n.t('The explained text has changed');
  return [answerText(reply), methodName(reply.method)].join(' · ');
}

function inFull({ run, reply, largest }: ShownShares) {
  const { method, cut } = reply;
  const facts = [
    [vscode.l10n.t('{0} by {1}', answerText(reply), run.name), methodName(method)].join(' · '),
    ...[scoreFacts(reply).join(' · ')].filter((fact) => fact !== ''),
    ...cautionText(reply),
    ...(cut ? [vscode.l10n.t('{0} of {1} tokens were read.', count(cut.read), count(cut.of))] : []),
  ];
  const most = shareText(largest, method);
  if (method === 'attention')
    return shareMarkList(facts, [{ side: 'for', text: vscode.l10n.t('looked at: up to {0}, the thicker the more', most) }]); // prettier-ignore
  return shareMarkList(facts, [
    { side: 'for', text: vscode.l10n.t('for the answer: up to {0}, the thicker the more', most) },
    { side: 'against', text: vscode.l10n.t('against it: down to {0}', shareText(-largest, method)) },
  ]);
}
