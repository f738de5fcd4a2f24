// What is said where the pointer rests on a token with a share.
import * as vscode from 'vscode';
import { rangeOf } from '../editor/drawnEditors';
import { hover } from '../editor/shown/texts';
import { runId } from '../runs/runEntry';
import type { ExplainedEditors } from './explainedEditors';
import { answerText, methodName, shareText } from './sharesText';

/** The address of a link holds the text. */
const LONGEST_LINKED = 2000;

export class ShareHover implements vscode.HoverProvider {
  constructor(private readonly explained: ExplainedEditors) {}

  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    const shown = this.explained.of(document);
    const share = shown?.shares.at(document.offsetAt(position));
    if (!shown || !share) return undefined;
    const { reply, run, asked } = shown;
    const { token } = share;
    const text = [
      vscode.l10n.t('{0}: {1}', token.token, shareText(token.share, reply.method)),
      vscode.l10n.t('Share in {0} · {1}', answerText(reply), methodName(reply.method)),
      ...(token.isUnknown ? [vscode.l10n.t('not in the vocabulary: the model saw <unk>')] : []),
    ].join('\n');
    const link = { title: vscode.l10n.t('Open in Playground'), command: 'nlpLab.openPlayground', values: [runId(run.folder), asked] }; // prettier-ignore
    return hover({ text, range: rangeOf(document, share), ...(asked.length <= LONGEST_LINKED ? { link } : {}) });
  }
}
