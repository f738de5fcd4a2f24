// Words have their nearest ones on hover, from the first vectors on that a person opens.
import type * as vscode from 'vscode';
import { corpusEndings } from '../../protocol/corpusFiles';
import type { Lifetime } from '../editor/lifetime';
import { offerHover } from '../editor/offerHover';
import type { EmbeddingsPanels } from './embeddingsView';
import type { VectorsEngine } from './vectorsEngine';

const TEXTS: vscode.DocumentSelector = [
  { language: 'plaintext' },
  { language: 'markdown' },
  { pattern: `**/*.{${corpusEndings.join()}}` },
];

export function offerNeighbors(panels: EmbeddingsPanels, engine: VectorsEngine, life: Lifetime): void {
  const isShown = (): boolean => panels.latest !== undefined;
  const load = async () => new (await import('./neighborHover')).NeighborHover(panels, engine);
  const opening = panels.onDidOpen(() => {
    opening.dispose();
    offerHover(TEXTS, { isShown, load }, life);
  });
  life.add(opening);
}
