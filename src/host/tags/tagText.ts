// Has a run tag a text, sentence by sentence, some at a time: how far it is can be told, and it can be left between two.
import * as vscode from 'vscode';
import { tagsOf } from '../../protocol/answer';
import { count } from '../../protocol/figures';
import { LabError } from '../../protocol/labError';
import { sentencesOf } from '../editor/sentences';
import type { SharedEngine } from '../engine/sharedEngine';
import type { TaggedSentence } from './taggedText';

/** In one call. */
const UNITS_A_CALL = 20_000;

/** An editor with more of them drawn answers no key any more. */
const LONGEST_TEXT = 2_000_000;

export interface TagWork {
  signal: AbortSignal;
  onProgress(progress: { fraction: number }): void;
}

/** Fails with `INVALID_DATA` where there is no text, or too much of it, with `CANCELLED`, and as asking a run does. */
export async function tagText(
  working: Pick<SharedEngine, 'call'>,
  folder: string,
  text: string,
  { signal, onProgress }: TagWork,
): Promise<TaggedSentence[]> {
  if (text.length > LONGEST_TEXT)
    throw new LabError(
      'INVALID_DATA',
      vscode.l10n.t('The text has more than {0} characters. Tag a part of it, or use "nlp-lab predict".', count(LONGEST_TEXT)), // prettier-ignore
    );
  const places = sentencesOf(text);
  if (places.length === 0) throw new LabError('INVALID_DATA', vscode.l10n.t('There is no text in this file.'));
  const tagged: TaggedSentence[] = [];
  for (let from = 0; from < places.length;) {
    let to = from + 1;
    while (to < places.length && places[to].end - places[from].start <= UNITS_A_CALL) to++;
    const part = places.slice(from, to);
    const texts = part.map(({ start, end }) => text.slice(start, end));
    const told = ({ fraction = 0 }: { fraction?: number }): void =>
      onProgress({ fraction: (from + fraction * part.length) / places.length });
    told({});
    const { answers } = await working.call('ask', { folder, texts, tags: 'best' }, { signal, onProgress: told });
    part.forEach(({ start }, i) => tagged.push({ start, answer: tagsOf(answers[i]) }));
    from = to;
  }
  return tagged;
}
