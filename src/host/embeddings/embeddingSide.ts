// What a view is told of vectors that are open.
import * as vscode from 'vscode';
import type { EmbeddingSide } from '../../protocol/embeddingsView';
import type { VectorsInfo } from '../../protocol/vectors';
import { allSpoken } from '../editor/engineTexts';

/** @param hasCorpus whether it is known in which texts words can be looked up */
export function sideOf(info: VectorsInfo, hasCorpus: boolean): EmbeddingSide {
  const { source, title, words, dimensions, bytes, hasCounts, hasSubwords, hasLabels = false, notices } = info;
  const isSentences = source.kind === 'sentences' || source.kind === 'texts';
  const layers = info.layers ?? [];
  const layer = source.kind === 'run' ? layers.indexOf(source.layer ?? '') : -1;
  const { poolings = [], pooling } = info;
  return {
    ...{ title, words, dimensions, bytes, hasCounts, hasSubwords, isSentences, hasCorpus, hasLabels },
    ...{ layers, layer: Math.max(0, layer), poolings },
    ...(pooling === undefined ? {} : { pooling }),
    notices: allSpoken(notices, vscode.l10n.t),
  };
}
