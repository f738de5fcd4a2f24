// What is written on the map: beside a point, beside the pointer, along the axes.

import type { MapState } from '../../../protocol/embeddingsView';
import { count, share } from '../../../protocol/figures';
import type { EmbeddingsStrings } from '../strings';
import type { Words } from '../words/words';

const LABEL_CHARACTERS = 32;
const HOVER_CHARACTERS = 200;

/** Texts are longer than words. */
export const shortened = (text: string): string =>
  text.length > LABEL_CHARACTERS ? `${text.slice(0, LABEL_CHARACTERS - 1)}…` : text;

/** The lines beside the pointer; `value`: what the point is coloured by, '' where that says nothing new. */
export function pointLines(row: number, words: Words, strings: EmbeddingsStrings, value: string): string[] {
  const seen = words.count(row);
  const line = words.line(row);
  return [
    words.word(row).slice(0, HOVER_CHARACTERS),
    ...(seen === undefined ? [] : [strings.seen(count(seen))]),
    ...(line === undefined ? [] : [strings.line(count(line))]),
    ...(value === '' ? [] : [value]),
  ];
}

/** In 3D the axes turn: nothing stands beside them. */
export function axisTitles({ settings, explained }: MapState, strings: EmbeddingsStrings): string[] {
  const { method, dimensions, axes } = settings;
  if (dimensions === 3) return [];
  if (method === 'axes') return axes.map(({ from, to }) => `${from.join(', ')} → ${to.join(', ')}`);
  return method === 'pca' ? (explained ?? []).map((part, i) => strings.component(i + 1, share(part))) : [];
}
