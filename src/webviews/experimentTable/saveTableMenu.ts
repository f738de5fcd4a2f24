// The button that saves what the table shows.

import type { ExperimentTableContract } from '../../protocol/experimentTableView';
import type { Client } from '../../protocol/rpc';
import { button } from '../shared/controls';
import type { PopupMenu } from '../shared/popupMenu';
import { saver } from '../shared/saveButton';
import { csvOf, latexOf, markdownOf, savedColumns, type ShownTable } from './savedTable';
import type { TableStrings } from './strings';

const NAME = 'experiments';
const KINDS = [
  ['csv', csvOf],
  ['md', markdownOf],
  ['tex', latexOf],
] as const;

export interface SaveTableOptions {
  client: Client<ExperimentTableContract>;
  strings: TableStrings;
  menu: PopupMenu;
  shown(): ShownTable;
  onFailure(error: unknown): void;
}

export function saveTableMenu({ client, strings, menu, shown, onFailure }: SaveTableOptions): HTMLElement {
  const { save } = strings;
  const labels = { csv: save.kinds.csv, md: save.md, tex: save.tex };
  const texts = KINDS.map(([kind, write]) => ({
    label: labels[kind],
    run: saver({
      content: () => ({ name: NAME, kind, content: write(shown()) }),
      save: (request) => client.call('saveFile', request),
      onFailure,
    }),
  }));
  const parquet = {
    label: save.parquet,
    run: () => void client.call('saveParquet', { name: NAME, columns: savedColumns(shown()) }).catch(onFailure),
  };
  const opener = button({ label: save.save, hint: save.hint, onClick: open });
  opener.setAttribute('aria-haspopup', 'menu');
  function open(): void {
    const { left, bottom } = opener.getBoundingClientRect();
    menu.open({ x: left, y: bottom }, save.hint, [...texts, parquet], opener);
  }
  return opener;
}
