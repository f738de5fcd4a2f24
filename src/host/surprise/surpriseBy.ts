// How surprising a text is to a run, as it is drawn.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { LabError } from '../../protocol/labError';
import { withProgress } from '../editor/shown/progress';
import { surpriseMarkName, surpriseMarks } from '../editor/shown/surpriseMarks';
import type { SharedEngine } from '../engine/sharedEngine';
import { nameOf, type RunEntry } from '../runs/runEntry';
import { PlacedSurprisal } from './placedSurprisal';
import type { ShownSurprise, TextToScore } from './shownSurprise';

/** Fails as the call `surprisal`, and with `INVALID_DATA` where there is no text. */
export async function surpriseBy(
  working: Pick<SharedEngine, 'call'>,
  entry: RunEntry,
  document: vscode.TextDocument,
  { text, start }: TextToScore,
): Promise<ShownSurprise> {
  const { folder } = entry.summary;
  const title = vscode.l10n.t('Scoring {0} with {1}', path.basename(document.uri.path), nameOf(entry));
  const isPart = text.length < document.getText().length;
  const reply = await withProgress(title, (signal, onProgress) =>
    working.call('surprisal', { folder, text }, { signal, onProgress }),
  );
  if (reply.figures.tokenCount === 0)
    throw new LabError('INVALID_DATA', vscode.l10n.t('There is no text in this file.'));
  const placed = new PlacedSurprisal(reply, text, start);
  const guess = Math.log2(reply.vocabularySize);
  return {
    ...{ run: { folder, name: nameOf(entry) }, reply, placed, guess, isPart, marks: surpriseMarks() },
    places: () => markedPlaces(placed, guess),
    edit: (changes) => placed.edit(changes),
  };
}

interface MarkedPlace {
  mark: string;
  start: number;
  end: number;
}

/** Neighbours of one strength are one place: an editor has less to draw. */
function* markedPlaces(placed: PlacedSurprisal, guess: number): Generator<MarkedPlace> {
  let last: MarkedPlace | undefined;
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
