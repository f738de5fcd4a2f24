// The panes of the attention view: the run that is asked, and one beside it.

import type { OfferedRun } from '../../protocol/attentionView';
import { LabError } from '../../protocol/labError';
import type { SaveFileRequest } from '../../protocol/saveFile';
import { element, show } from '../shared/element';
import type { PictureKind } from '../shared/saveButton';
import type { KindHead } from './mapMaker';
import { attentionPane, type PaneOptions, type PaneSettings } from './pane';
import type { AskedTexts } from './paneAsking';
import type { PaneMaps } from './paneMaps';

export const PANES = 2;

export interface PanePairOptions extends Omit<PaneOptions, 'onLoaded' | 'onRow'> {
  /** `isFirst`: what can be chosen is what the first has. */
  onLoaded(isFirst: boolean): void;
  onRow(row: PaneMaps['row']): void;
}

export interface PanePair {
  node: HTMLElement;
  /** Of the first. */
  readonly heads: readonly KindHead[];
  readonly row: PaneMaps['row'];
  /** One or two runs; an empty source clears. */
  ask(runs: readonly OfferedRun[], texts: AskedTexts): void;
  show(settings: PaneSettings): void;
  /** Of the pane with the focus; throws where there is too much for the kind. */
  content(kind: PictureKind, settings: PaneSettings): SaveFileRequest | undefined;
}

export function panePair({ client, strings, onLoaded, onRow }: PanePairOptions): PanePair {
  const panes = Array.from({ length: PANES }, (_, index) =>
    attentionPane({
      ...{ client, strings },
      onLoaded: () => onLoaded(index === 0),
      onRow: () => onRow(panes[index].maps.row),
    }),
  );
  const [first, second] = panes;
  return {
    node: element('div', { class: 'panes' }, ...panes.map(({ node }) => node)),
    get heads() {
      return first.maps.heads;
    },
    get row() {
      return first.maps.row ?? second.maps.row;
    },
    ask(runs, texts) {
      show(second.node, runs.length > 1);
      first.showTitle(runs.length > 1);
      panes.forEach((pane, index) => {
        const run = runs.at(index);
        if (run && texts.source !== '') pane.load(run, texts);
        else pane.clear();
      });
    },
    show(settings) {
      for (const pane of panes) pane.show(settings);
    },
    content(kind, { kind: mapKind, layer }) {
      const pane = panes.find(({ node }) => node.contains(document.activeElement)) ?? first;
      const content = pane[kind]();
      if (content !== undefined)
        return { name: `${pane.run?.name ?? ''} ${strings.kinds[mapKind]} ${layer + 1}`, kind, content };
      if (kind === 'svg' && pane.maps.heads.length > 0) throw new LabError('INVALID_ARGUMENT', strings.noSvg);
      return undefined;
    },
  };
}
