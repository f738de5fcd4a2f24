// The texts on which surprisal is drawn in editors, each as a run was surprised by it.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { LabError } from '../../protocol/labError';
import type { SurprisalReply } from '../../protocol/surprisal';
import { DrawnEditors, type Drawing } from '../editor/drawnEditors';
import type { Lifetime } from '../editor/lifetime';
import { withProgress } from '../editor/shown/progress';
import { surpriseMarkName, surpriseMarks } from '../editor/shown/surpriseMarks';
import { requireShort } from '../editor/textInFront';
import type { SharedEngine } from '../engine/sharedEngine';
import type { RunEntry } from '../runs/runEntry';
import { PlacedSurprisal } from './placedSurprisal';

/** Longer texts take an editor too long to draw. */
const LONGEST_TEXT = 200_000;

export interface TextToScore {
  text: string;
  /** Where it begins in the document, UTF-16. */
  start: number;
}

export interface ShownSurprise extends Drawing {
  run: { folder: string; name: string };
  reply: SurprisalReply;
  placed: PlacedSurprisal;
  /** The surprisal of each token to whoever guesses blindly, in bits. */
  guess: number;
  /** Of the text, a selection. */
  isPart: boolean;
}

export class SurprisedEditors extends DrawnEditors<ShownSurprise> {
  constructor(
    private readonly working: Pick<SharedEngine, 'call'>,
    life: Lifetime,
  ) {
    super(life);
  }

  /** Has a run score a text, in place of what is drawn. Fails as the call `surprisal`, and with `INVALID_DATA` for no text or too long a one. */
  score(
    document: vscode.TextDocument,
    { summary: { folder, record } }: RunEntry,
    { text, start }: TextToScore,
  ): Promise<ShownSurprise> {
    requireShort(text, LONGEST_TEXT);
    return this.drawOn(document, async () => {
      const title = vscode.l10n.t('Scoring {0} with {1}', path.basename(document.uri.path), record.name);
      const isPart = text.length < document.getText().length;
      const reply = await withProgress(title, (signal, onProgress) =>
        this.working.call('surprisal', { folder, text }, { signal, onProgress }),
      );
      if (reply.figures.tokenCount === 0)
        throw new LabError('INVALID_DATA', vscode.l10n.t('There is no text in this file.'));
      const placed = new PlacedSurprisal(reply, text, start);
      const guess = Math.log2(reply.vocabularySize);
      return {
        ...{ run: { folder, name: record.name }, reply, placed, guess, isPart, marks: surpriseMarks() },
        places: () => markedPlaces(placed, guess),
        edit: (changes) => placed.edit(changes),
      };
    });
  }
}

/** Neighbours of one strength are one place: an editor has less to draw. */
function* markedPlaces(
  placed: PlacedSurprisal,
  guess: number,
): Generator<{ mark: string; start: number; end: number }> {
  let last: { mark: string; start: number; end: number } | undefined;
  for (const { start, end, bits } of placed.pieces()) {
    const mark = surpriseMarkName(bits, guess);
    if (last && last.mark === mark && last.end === start) last.end = end;
    else {
      if (last) yield last;
      last = mark === undefined ? undefined : { mark, start, end };
    }
  }
  if (last) yield last;
}
