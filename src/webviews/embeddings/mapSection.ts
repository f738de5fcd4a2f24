// The settings of the map, saving it, and the places on it that a person wants to come back to.

import type { SaveFileRequest } from '../../protocol/saveFile';
import type { SharedCalls } from '../../protocol/views';
import type { WordAxis } from '../../protocol/vectors';
import { button, checkbox, dropdown, numberField } from '../shared/controls';
import { element, show } from '../shared/element';
import { saveButtons } from '../shared/saveButton';
import type { EmbeddingsStrings } from './strings';
import type { Bookmark, MapChoice } from './viewState';
import { wordInput } from './wordInput';
import { wordsIn } from './wordList';

export interface MapSectionOptions {
  strings: EmbeddingsStrings;
  choice(): MapChoice;
  bookmarks(): readonly Bookmark[];
  complete(prefix: string): Promise<string[]>;
  onChoice(change: Partial<MapChoice>): void;
  clusters: number;
  onClusters(clusters: number): void;
  onBookmark(): void;
  onOpenBookmark(bookmark: Bookmark): void;
  onRemoveBookmark(bookmark: Bookmark): void;
  content(kind: 'png' | 'svg' | 'csv'): SaveFileRequest | undefined;
  save(request: SaveFileRequest): Promise<SharedCalls['saveFile']['reply']>;
  onFailure(error: unknown): void;
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

const DISTANCES = ['0', '0.05', '0.1', '0.25', '0.5', '0.99'] as const;

export function mapSection(options: MapSectionOptions): MapSection {
  const { strings, choice, onChoice } = options;
  const fields = element('div', { class: 'settings' });
  const bookmarks = element('ul', { class: 'bookmarks', attributes: { 'aria-label': strings.bookmarks } });
  const save = saveButtons({
    hint: (kind) => strings.saveHint[kind],
    content: (kind) => options.content(kind),
    save: options.save,
    onFailure: options.onFailure,
  });
  const sentences = button({
    label: strings.openSentences,
    hint: strings.openSentencesHint,
    onClick: options.openSentences,
  });
  const compare = button({ label: strings.compareWith, hint: strings.compareHint, onClick: options.compare });
  const node = element(
    'div',
    {},
    element('h2', { text: strings.mapSettings }),
    fields,
    element('h2', { text: strings.saveMap }),
    element('div', { class: 'row wrap' }, ...save),
    element('h2', { text: strings.bookmarks }),
    bookmarks,
    element('div', { class: 'row wrap' }, button({ label: strings.addBookmark, onClick: options.onBookmark })),
    element('h2', { text: strings.more }),
    element('div', { class: 'row wrap' }, compare, sentences),
  );

  const number = (
    label: string,
    key: 'seed' | 'perplexity' | 'iterations' | 'neighbors' | 'epochs',
    least: number,
    most: number,
    hint: string,
  ): HTMLElement => {
    const field = numberField({
      ...{ label, value: choice()[key], least, most },
      onChange: (value) => onChoice({ [key]: value }),
    });
    field.title = hint;
    return field;
  };

  function limitField(): HTMLElement {
    const { limits, method } = choice();
    const onChange = (limit: number): void => onChoice({ limits: { ...choice().limits, [method]: limit } });
    return numberField({ label: strings.limit, value: limits[method], least: 2, most: 200_000, onChange });
  }

  function methodFields(): HTMLElement[] {
    const { method, minDistance } = choice();
    if (method === 'tsne')
      return [
        number(strings.perplexity, 'perplexity', 2, 1000, strings.perplexityHint),
        number(strings.iterations, 'iterations', 1, 100_000, strings.iterationsHint),
      ];
    if (method === 'umap')
      return [
        number(strings.umapNeighbors, 'neighbors', 2, 1000, strings.umapNeighborsHint),
        element(
          'label',
          { class: 'field', title: strings.minDistanceHint },
          element('span', { text: strings.minDistance }),
          dropdown(
            strings.minDistance,
            DISTANCES.map((value) => ({ value, label: value })),
            DISTANCES.find((value) => Number(value) === minDistance) ?? '0.1',
            (value) => onChoice({ minDistance: Number(value) }),
          ),
        ),
        number(strings.epochs, 'epochs', 1, 100_000, strings.epochsHint),
      ];
    return method === 'axes' ? axisFields() : [];
  }

  /** Two fields for each axis; what is in them counts when the button is pressed. */
  function axisFields(): HTMLElement[] {
    const { dimensions, axes } = choice();
    const ends = Array.from({ length: dimensions }, (_, i) => {
      const end = (side: keyof WordAxis, label: string) => {
        const input = wordInput({ label, complete: options.complete, isList: true, onPick: () => draw() });
        input.set(axes.at(i)?.[side].join(', ') ?? '');
        return input;
      };
      return { from: end('from', strings.axisFrom(i + 1)), to: end('to', strings.axisTo(i + 1)) };
    });
    const draw = (): void =>
      onChoice({ axes: ends.map(({ from, to }) => ({ from: wordsIn(from.value), to: wordsIn(to.value) })) });
    return [
      element('p', { class: 'note', text: strings.axesHint }),
      ...ends.map(({ from, to }) =>
        element('div', { class: 'axis' }, from.node, element('span', { text: '→' }), to.node),
      ),
      button({ label: strings.drawAxes, primary: true, onClick: draw }),
    ];
  }

  function refresh(): void {
    fields.replaceChildren(
      ...methodFields(),
      limitField(),
      number(strings.seed, 'seed', 0, 2 ** 31 - 1, strings.seedHint),
      numberField({
        ...{ label: strings.clusterCount, value: options.clusters, least: 2, most: 7 },
        onChange: options.onClusters,
      }),
      checkbox(strings.normalize, choice().normalize, (normalize) => onChoice({ normalize })),
    );
    bookmarks.replaceChildren(
      ...options
        .bookmarks()
        .map((bookmark) =>
          element(
            'li',
            { class: 'row' },
            button({ label: bookmark.name, onClick: () => options.onOpenBookmark(bookmark) }),
            button({ label: strings.removeBookmark, onClick: () => options.onRemoveBookmark(bookmark) }),
          ),
        ),
    );
    show(bookmarks, options.bookmarks().length > 0);
  }
  refresh();
  return { node, refresh, setCanOpenSentences: (can) => show(sentences, can) };
}
