// The settings of the map, saving it, and the places on it that a person wants to come back to.

import { button } from '../../shared/controls';
import { element, show } from '../../shared/element';
import type { PictureKind } from '../../shared/saveButton';
import { saveMenu, type SaveMenuOptions } from '../../shared/saveMenu';
import type { Bookmark } from '../viewState';
import { mapFields, type MapFieldsOptions } from './mapFields';

export interface MapSectionOptions
  extends MapFieldsOptions, Pick<SaveMenuOptions<PictureKind>, 'content' | 'save' | 'onFailure'> {
  bookmarks(): readonly Bookmark[];
  onBookmark(): void;
  onOpenBookmark(bookmark: Bookmark): void;
  onRemoveBookmark(bookmark: Bookmark): void;
  openSentences(): void;
  compare(): void;
}

export interface MapSection {
  node: HTMLElement;
  /** The method, its settings or the bookmarks have changed. */
  refresh(): void;
  /** Sentences have no sentences. */
  setCanOpenSentences(can: boolean): void;
}

export function mapSection(options: MapSectionOptions): MapSection {
  const { strings } = options;
  const fields = element('div', { class: 'settings' });
  const bookmarks = element('ul', { class: 'bookmarks', attributes: { 'aria-label': strings.bookmarks } });
  const save = saveMenu({ ...options, strings: strings.saving, kinds: ['png', 'svg', 'csv'] });
  const keepView = button({ label: strings.addBookmark, onClick: options.onBookmark });
  const compare = button({ label: strings.compareWith, hint: strings.compareHint, onClick: options.compare });
  const sentences = button({
    ...{ label: strings.openSentences, hint: strings.openSentencesHint, onClick: options.openSentences },
  });
  const heading = (text: string): HTMLElement => element('h2', { text });
  const row = (...nodes: HTMLElement[]): HTMLElement => element('div', { class: 'row wrap' }, ...nodes);
  const node = element(
    'div',
    {},
    ...[heading(strings.mapSettings), fields],
    ...[heading(strings.saveMap), row(save)],
    ...[heading(strings.bookmarks), bookmarks, row(keepView)],
    ...[heading(strings.more), row(compare, sentences)],
  );

  function refresh(): void {
    fields.replaceChildren(...mapFields(options));
    bookmarks.replaceChildren(...options.bookmarks().map((bookmark) => bookmarkLine(bookmark, options)));
    show(bookmarks, options.bookmarks().length > 0);
  }

  refresh();
  return { node, refresh, setCanOpenSentences: (can) => show(sentences, can) };
}

function bookmarkLine(
  bookmark: Bookmark,
  { strings, onOpenBookmark, onRemoveBookmark }: MapSectionOptions,
): HTMLElement {
  return element(
    'li',
    { class: 'row' },
    button({ label: bookmark.name, onClick: () => onOpenBookmark(bookmark) }),
    button({ label: strings.removeBookmark, onClick: () => onRemoveBookmark(bookmark) }),
  );
}
