// What the lists of the toolbar offer, by the vectors that are open and the map that is drawn. Pure.

import type { Choice } from '../shared/controls';
import type { Tool } from './map/surface';
import type { EmbeddingsStrings } from './strings';
import { COLORINGS, type ColoringKind, type EmbeddingsViewState } from './viewState';

/** Without counts the frequency is told by the rank. */
export type ColorChoice = ColoringKind | 'rank';
/** In space the hand that moves turns. */
export type ToolChoice = Tool | 'turn';

export interface Offer<T extends string> {
  choices: Choice<T>[];
  value: T;
}

export function colorOffer(
  { coloring }: Pick<EmbeddingsViewState, 'coloring'>,
  { hasCounts, hasLabels, isCompared }: { hasCounts: boolean; hasLabels: boolean; isCompared: boolean },
  strings: EmbeddingsStrings,
): Offer<ColorChoice> {
  const labels: Record<ColorChoice, string> = { ...strings.colorings, rank: strings.rank };
  const named = (kind: ColoringKind): ColorChoice => (kind === 'frequency' && !hasCounts ? 'rank' : kind);
  const isOffered = (kind: ColoringKind): boolean =>
    kind === 'moved' ? isCompared : kind === 'label' ? hasLabels : true;
  const kinds = COLORINGS.filter(isOffered).map(named);
  const value = named(coloring);
  return {
    choices: kinds.map((kind) => ({ value: kind, label: labels[kind] })),
    value: kinds.includes(value) ? value : 'plain',
  };
}

export function toolOffer(
  { map, tool }: Pick<EmbeddingsViewState, 'map' | 'tool'>,
  strings: EmbeddingsStrings,
): Offer<ToolChoice> {
  const drag = map.dimensions === 3 ? 'turn' : 'move';
  const tools: ToolChoice[] = [drag, 'box', 'lasso'];
  return {
    choices: tools.map((value) => ({ value, label: strings[value] })),
    value: tool === 'move' ? drag : tool,
  };
}
