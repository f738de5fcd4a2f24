// Makes what the pictures draw of a sentence's heads: joined to words, averaged, cut at a share of the mass. What takes long
// for large maps is kept as long as the sentence stays.

import type { AttentionViewContract } from '../../protocol/attentionView';
import type { AttentionMap } from '../../protocol/attention';
import { axesOf } from './axis';
import type { Head } from './headGrid';
import type { MapData } from './mapData';
import { byWords, cutsOf, meanOf, sortedRows, type Weights } from './weights';

export type Sentence = AttentionViewContract['calls']['attend']['reply'];
export type KindHead = Head & { kind: AttentionMap['kind'] };

export interface MapSettings {
  kind: AttentionMap['kind'];
  layer: number;
  /** Of the layer; empty: all. */
  heads: number[];
  /** Share of each row's mass that is shown. */
  share: number;
  words: boolean;
}

/** `nameOf`: a head by its number from 1, for people. */
export function mapMaker(nameOf: (head: number) => string) {
  const sorted = new WeakMap<Weights, Float32Array>();
  const means = new Map<string, Weights>();

  function matrixOf(name: string, make: () => Weights): Weights {
    const known = means.get(name);
    if (known) return known;
    const made = make();
    means.set(name, made);
    return made;
  }

  function cutsFor(matrix: Weights, part: number): Float32Array {
    if (part >= 1) return new Float32Array(matrix.rows);
    const inOrder = sorted.get(matrix) ?? sortedRows(matrix);
    sorted.set(matrix, inOrder);
    return cutsOf(matrix, inOrder, part);
  }

  /** Undefined where the sentence has no such head. */
  function dataFor(
    sentence: Sentence,
    heads: readonly KindHead[],
    { kind, layer, heads: wanted, words, share: part }: MapSettings,
  ): MapData | undefined {
    const ofLayer = heads.filter((head) => head.kind === kind && head.layer === layer);
    const chosen = ofLayer.filter(({ head }) => wanted.length === 0 || wanted.includes(head));
    if (chosen.length === 0) return undefined;
    const { rows, columns } = axesOf(kind, sentence, words);
    const shaped = (matrix: Weights): Weights => (words ? byWords(matrix, rows.spans, columns.spans) : matrix);
    const each = chosen.map((head) => {
      const matrix = matrixOf(`${kind} ${layer} ${head.head} ${words}`, () => shaped(head.matrix));
      return { matrix, cuts: cutsFor(matrix, part), name: nameOf(head.head + 1) };
    });
    const name = `${kind} ${layer} ${chosen.map(({ head }) => head).join()} ${words} mean`;
    const matrix = matrixOf(name, () => meanOf(each.map((head) => head.matrix)));
    return { matrix, cuts: cutsFor(matrix, part), heads: each, rows, columns };
  }

  return { dataFor, forget: () => means.clear() };
}
