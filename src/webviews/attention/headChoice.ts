// Which heads are shown: what a click on one makes of those that were, and what is left where a sentence has others. Pure.

import type { AttentionMap } from '../../protocol/attention';
import type { Head } from './headGrid';
import type { KindHead, MapSettings } from './mapMaker';

export const KINDS = ['cross', 'joint', 'encoder', 'decoder'] as const satisfies readonly AttentionMap['kind'][];

/** Heads of one layer of one kind; none named: all of the layer. */
export type HeadChoice = Pick<MapSettings, 'kind' | 'layer' | 'heads'>;

export const isChosen = ({ layer, heads }: HeadChoice, one: Head): boolean =>
  one.layer === layer && (heads.length === 0 || heads.includes(one.head));

/** The head alone; added to the others of its layer, or taken away from them, where that is asked for. */
export function withHead(choice: HeadChoice, { layer, head }: Head, isAdded: boolean): HeadChoice {
  if (!isAdded || layer !== choice.layer) return { ...choice, layer, heads: [head] };
  const others = choice.heads.filter((one) => one !== head);
  const isTaken = others.length < choice.heads.length && others.length > 0;
  return { ...choice, heads: isTaken ? others : [...others, head].sort((a, b) => a - b) };
}

/** The choice as far as there are such heads, else what is nearest to it. */
export function nearestChoice(choice: HeadChoice, all: readonly KindHead[]): HeadChoice {
  const kind = [choice.kind, ...KINDS].find((one) => all.some((head) => head.kind === one));
  const ofKind = all.filter((head) => head.kind === kind);
  const layer = ofKind.some((head) => head.layer === choice.layer) ? choice.layer : (ofKind[0]?.layer ?? 0);
  const heads = choice.heads.filter((head) => ofKind.some((one) => one.layer === layer && one.head === head));
  return { kind: kind ?? choice.kind, layer, heads };
}
