// The texts on which surprisal is drawn in editors, each as a run was surprised by it.
import type * as vscode from 'vscode';
import { DrawnEditors } from '../editor/drawnEditors';
import type { Lifetime } from '../editor/lifetime';
import { requireShort } from '../editor/textInFront';
import type { SharedEngine } from '../engine/sharedEngine';
import type { RunEntry } from '../runs/runEntry';
import type { ShownSurprise, TextToScore } from './shownSurprise';

/** Longer texts take an editor too long to draw. */
const LONGEST_TEXT = 200_000;

export class SurprisedEditors extends DrawnEditors<ShownSurprise> {
  constructor(
    private readonly working: Pick<SharedEngine, 'call'>,
    life: Lifetime,
  ) {
    super(life);
  }

  /** Has a run score a text, in place of what is drawn. Fails as `surpriseBy`, and with `INVALID_DATA` where the text is too long. */
  score(document: vscode.TextDocument, entry: RunEntry, text: TextToScore): Promise<ShownSurprise> {
    requireShort(text.text, LONGEST_TEXT);
    return this.drawOn(document, async () => {
      const { surpriseBy } = await import('./surpriseBy');
      return surpriseBy(this.working, entry, document, text);
    });
  }
}
