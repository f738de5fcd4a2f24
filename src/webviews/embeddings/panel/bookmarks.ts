// Bookmarks: a map with its camera, its colours and what is selected, to come back to.

import type { MapArea } from '../map/mapArea';
import type { MapControl } from '../map/mapControl';
import type { PointColoring } from '../map/pointColoring';
import type { EmbeddingsStrings } from '../strings';
import type { Bookmark, EmbeddingsViewState } from '../viewState';
import type { WordChoice } from '../words/wordChoice';

export interface BookmarksOptions {
  strings: EmbeddingsStrings;
  state: EmbeddingsViewState;
  keep(change: Partial<EmbeddingsViewState>): void;
  area: MapArea;
  control: MapControl;
  chosen: WordChoice;
  colors: PointColoring;
  /** There is one more. */
  onAdded(): void;
}

export interface Bookmarks {
  add(): void;
  open(bookmark: Bookmark): void;
}

export function bookmarks({
  strings,
  state,
  keep,
  area,
  control,
  chosen,
  colors,
  onAdded,
}: BookmarksOptions): Bookmarks {
  return {
    add() {
      if (!area.camera) return;
      const { map, selected, coloring, focus } = state;
      const name = strings.bookmarkName(state.bookmarks.length + 1, strings[map.method], focus);
      keep({ bookmarks: [...state.bookmarks, { name, map, camera: area.camera, selected, focus, coloring }] });
      onAdded();
    },
    open(bookmark) {
      control.change(bookmark.map);
      control.look(bookmark.camera);
      if (bookmark.coloring !== state.coloring && bookmark.coloring !== 'column') colors.choose(bookmark.coloring);
      if (bookmark.focus && bookmark.selected.length === 0) chosen.find(bookmark.focus);
      else chosen.select(bookmark.selected);
    },
  };
}
