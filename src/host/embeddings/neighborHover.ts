// Nearest words on hover, while vectors are open: a look-up in the vectors used last, nothing else. Nothing is asked when the setting
// is off.
import * as vscode from 'vscode';
import { figure } from '../../protocol/figures';
import { hover } from '../editor/shown/texts';
import type { EmbeddingsPanels } from './embeddingsView';
import { hoverNeighbors } from '../editor/settings';
import type { VectorsEngine } from './vectorsEngine';
import { wordAt } from './wordInText';

const SHOWN = 8;

export class NeighborHover implements vscode.HoverProvider {
  constructor(
    private readonly panels: EmbeddingsPanels,
    private readonly engine: VectorsEngine,
  ) {}

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const info = this.panels.latest?.info;
    const areWords = info?.source.kind === 'file' || info?.source.kind === 'run';
    const word = areWords && hoverNeighbors() ? wordAt(document, position) : undefined;
    if (!info || word === undefined) return undefined;
    const cancel = new AbortController();
    token.onCancellationRequested(() => cancel.abort());
    const ask = (asked: string) =>
      this.engine
        .call(
          'neighbors',
          { vectors: info.vectors, word: asked, k: SHOWN, measure: 'cosine' },
          { signal: cancel.signal },
        )
        .catch(() => undefined); // a word without a vector has nothing to say
    const lower = word.toLowerCase();
    const reply = (await ask(word)) ?? (lower === word || cancel.signal.aborted ? undefined : await ask(lower));
    return reply && reply.neighbors.length > 0 ? hoverOf(word, info.title, reply.neighbors) : undefined;
  }
}

function hoverOf(word: string, title: string, neighbors: readonly { word: string; value: number }[]): vscode.Hover {
  const words = neighbors.map(({ word: near, value }) => `${near} ${figure(value)}`).join(', ');
  return hover({
    text: `${vscode.l10n.t('Nearest in {0}: ', title)}${words}`,
    link: { title: vscode.l10n.t('Show Embedding Neighbours'), command: 'nlpLab.showNeighbors', values: [word] },
  });
}
