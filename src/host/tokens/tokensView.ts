// The view of tokens: a panel for each source, restored with the columns it had.
import * as vscode from 'vscode';
import { columnOf } from '../../protocol/tokenColumns';
import type { ChosenKind, ColumnOptions } from '../../protocol/tokensView';
import { defineView } from '../views/defineView';
import { KeptSources } from '../views/keptSources';
import type { Panels } from '../views/panels';
import { flag, integer, nothing, object, oneOf, text } from '../views/requestChecks';
import { isColumns } from './columnOptions';
import { type ShownTokens, sourceName, type TokenSource } from './tokenSource';
import type { TokensNeeds, TokensPanel } from './tokensPanel';

const LONGEST_SAMPLE = 20_000;
const MOST_KEPT = 30;
const id = integer(0, 1e9);
const column = object({ column: id });

export type TokensPanels = Panels<ShownTokens, TokensPanel>;

export const tokensView = defineView({
  name: 'tokens',
  checks: {
    setColumns: object({ columns: isColumns }),
    again: column,
    cancel: nothing,
    activate: column,
    showBorders: object({ on: flag }),
    chooseFile: object({ kind: oneOf<ChosenKind>('tokenizer', 'words') }),
    chooseReading: nothing,
    remedy: column,
    vocabulary: object({ column: id, version: id, from: id }),
    dropped: object({ column: id, version: id }),
    lines: object({ column: id, version: id, from: id }),
    sample: object({ column: id, version: id, text: text(LONGEST_SAMPLE) }),
    reveal: object({ column: id, index: id, start: id, end: id }),
  },
  keep: ({ memory }: TokensNeeds) =>
    new KeptSources<ShownTokens>(memory, { name: 'nlpLab.tokenSources', most: MOST_KEPT, nameOf: sourceName }),
  load: async () => (await import('./tokensPanel')).openTokens,
  files: [
    {
      ...{ name: 'tokenizer', title: 'Tokens View', patterns: ['tokenizer.json', '*.tokenizer.json'] },
      subject(file, { files }) {
        const first = columnOf('file', { file: files.add(file.fsPath) });
        return { uris: [], title: vscode.workspace.asRelativePath(file), first };
      },
    },
  ],
});

/** Shows the view of a source, with `columns` in place of those it had last. */
export async function showTokens(
  panels: TokensPanels,
  source: TokenSource,
  columns?: readonly ColumnOptions[],
): Promise<TokensPanel> {
  const asked = columns?.map((options, at) => ({ id: at, options }));
  const panel = await panels.show({ ...source, ...(asked ? { columns: asked } : {}) });
  if (asked) panel.setColumns(asked);
  return panel;
}

/** The panel opened last that shows a document. */
export const tokensOf = (panels: TokensPanels, uri: vscode.Uri): TokensPanel | undefined =>
  panels.all.findLast(({ source }) => source.uris.includes(uri.toString()));
