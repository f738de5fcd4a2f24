// What the Embeddings view remembers over a reload, and the settings of a map that come of it. Pure.

import type { MapMethod, MapSettings } from '../../protocol/embeddingsView';
import type { WordAxis } from '../../protocol/projection';
import type { AnalogyMethod, VectorMeasure } from '../../protocol/wordQueries';
import type { SideState } from '../shared/sidePanel';
import { type Camera, isCamera } from './map/camera';
import type { AnsweredState, AskedAnalogy } from './panel/analogySection';
import type { KeptCooccurrence } from './panel/cooccurrenceFields';
import { CORPUS_PARTS, type CorpusPart } from './panel/corpusSection';
import { type KeptSorting, mendedSorting } from './panel/sorting';
import type { Tool } from './map/surface';
import type { SimilarityState } from './panel/similarityState';

export const COLORINGS = ['plain', 'frequency', 'cluster', 'label', 'column', 'moved'] as const;
export type ColoringKind = (typeof COLORINGS)[number];

export interface Bookmark {
  name: string;
  map: MapChoice;
  camera: Camera;
  selected: number[];
  /** The word that was asked for, which may have no row yet; none in bookmarks of earlier versions. */
  focus?: string;
  coloring: ColoringKind;
}

/** All of a map's settings; `limit` by method, since neighbours are dear and components cheap. */
export interface MapChoice {
  method: MapMethod;
  dimensions: 2 | 3;
  normalize: boolean;
  seed: number;
  perplexity: number;
  iterations: number;
  neighbors: number;
  minDistance: number;
  epochs: number;
  axes: WordAxis[];
  rows: number[];
  limits: Record<MapMethod, number>;
}

export interface EmbeddingsViewState extends SideState {
  map: MapChoice;
  coloring: ColoringKind;
  /** Texts with labels have their colours until a person chooses others. */
  hasChosenColors: boolean;
  clusters: number;
  tool: Tool;
  measure: VectorMeasure;
  k: number;
  camera: { camera?: Camera };
  /** Rows of the first embedding. */
  selected: number[];
  focus: string;
  focusRow: number;
  analogy: AskedAnalogy;
  analogyMethod: AnalogyMethod;
  expression: string;
  /** Comes back with the view. */
  answered: AnsweredState;
  similarity: SimilarityState;
  corpusPart: CorpusPart;
  cooccurrence: KeptCooccurrence;
  asTable: boolean;
  /** How tables are sorted, by their names. */
  sorting: KeptSorting;
  bookmarks: Bookmark[];
}

const NO_AXES: WordAxis[] = [];

export const DEFAULT_STATE: EmbeddingsViewState = {
  map: {
    ...{ method: 'pca', dimensions: 2, normalize: true, seed: 1 },
    ...{ perplexity: 30, iterations: 1000, neighbors: 15, minDistance: 0.1, epochs: 200 },
    axes: NO_AXES,
    rows: [],
    limits: { pca: 100_000, tsne: 10_000, umap: 10_000, axes: 100_000 },
  },
  coloring: 'cluster',
  hasChosenColors: false,
  clusters: 7,
  tool: 'move',
  measure: 'cosine',
  k: 20,
  camera: {},
  selected: [],
  focus: '',
  focusRow: -1,
  analogy: { a: '', b: '', c: '' },
  analogyMethod: 'add',
  expression: '',
  answered: { isShown: false },
  similarity: { pair: { a: '', b: '' }, isPairAsked: false, odd: '', isOddAsked: false },
  corpusPart: 'lines',
  cooccurrence: { a: '', b: '', probes: '', window: 10, weighted: false, matchCase: false },
  details: true,
  section: 'neighbors',
  sideWidth: 0,
  asTable: false,
  sorting: {},
  bookmarks: [],
};

/** Kept values were checked by type only: what is inside objects is put right here. */
export function mended(state: EmbeddingsViewState): EmbeddingsViewState {
  const { map, camera, similarity, cooccurrence, corpusPart } = state;
  return {
    ...state,
    map: { ...DEFAULT_STATE.map, ...map, limits: { ...DEFAULT_STATE.map.limits, ...map.limits } },
    camera: isCamera(camera.camera) ? camera : {},
    similarity: { ...DEFAULT_STATE.similarity, ...similarity },
    cooccurrence: { ...DEFAULT_STATE.cooccurrence, ...cooccurrence },
    sorting: mendedSorting(state.sorting),
    answered: mendedAnswer(state.answered),
    corpusPart: CORPUS_PARTS.includes(corpusPart) ? corpusPart : 'lines',
    bookmarks: state.bookmarks.filter((bookmark) => isCamera(bookmark.camera)),
  };
}

/** An answer that is shown has a question. */
function mendedAnswer({ analogy, sum, isShown }: AnsweredState): AnsweredState {
  if (typeof sum === 'string') return { sum, isShown };
  const isWhole = analogy && [analogy.a, analogy.b, analogy.c].every((word) => typeof word === 'string');
  return isWhole ? { analogy, isShown } : DEFAULT_STATE.answered;
}

/** Only what the method depends on differs between two settings: other fields are as they are by default. */
export function settingsOf({ limits, ...choice }: MapChoice): MapSettings {
  const { method } = choice;
  const { perplexity, iterations, neighbors, minDistance, epochs } = DEFAULT_STATE.map;
  return {
    ...choice,
    limit: limits[method],
    ...(method === 'tsne' ? {} : { perplexity, iterations }),
    ...(method === 'umap' ? {} : { neighbors, minDistance, epochs }),
    axes: method === 'axes' ? choice.axes : NO_AXES,
  };
}

/** Axes by words are only drawn when each has words at both ends. */
export const isDrawable = ({ method, axes, dimensions }: MapChoice): boolean =>
  method !== 'axes' ||
  (axes.length >= dimensions && axes.slice(0, dimensions).every(({ from, to }) => from.length > 0 && to.length > 0));
