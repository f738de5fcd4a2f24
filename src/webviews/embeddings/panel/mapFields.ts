// The settings of a map: those of its method, and those that every map has.

import { MOST_STEPS } from '../../../protocol/projection';
import { checkbox, dropdown, numberField } from '../../shared/controls';
import { element } from '../../shared/element';
import type { EmbeddingsStrings } from '../strings';
import type { MapChoice } from '../viewState';
import { axisFields } from './axisFields';

export interface MapFieldsOptions {
  strings: EmbeddingsStrings;
  choice(): MapChoice;
  complete(prefix: string): Promise<string[]>;
  onChoice(change: Partial<MapChoice>): void;
  clusters: number;
  onClusters(clusters: number): void;
}

const DISTANCES = ['0', '0.05', '0.1', '0.25', '0.5', '0.99'] as const;

export function mapFields(options: MapFieldsOptions): HTMLElement[] {
  const { strings, choice, onChoice, clusters, onClusters } = options;
  return [
    ...methodFields(options),
    limitField(options),
    settingField(options, 'seed', { label: strings.seed, hint: strings.seedHint, least: 0, most: 2 ** 31 - 1 }),
    numberField({ label: strings.clusterCount, value: clusters, least: 2, most: 7, onChange: onClusters }),
    checkbox(strings.normalize, choice().normalize, (normalize) => onChoice({ normalize })),
  ];
}

function methodFields(options: MapFieldsOptions): HTMLElement[] {
  const { strings, choice } = options;
  const { method } = choice();
  const { perplexity, perplexityHint, iterations, iterationsHint, epochs, epochsHint } = strings;
  if (method === 'tsne')
    return [
      settingField(options, 'perplexity', { label: perplexity, hint: perplexityHint, least: 2, most: 1000 }),
      settingField(options, 'iterations', { label: iterations, hint: iterationsHint, least: 1, most: MOST_STEPS }),
    ];
  if (method === 'umap') {
    const neighbors = { label: strings.umapNeighbors, hint: strings.umapNeighborsHint, least: 2, most: 1000 };
    return [
      settingField(options, 'neighbors', neighbors),
      distanceField(options),
      settingField(options, 'epochs', { label: epochs, hint: epochsHint, least: 1, most: MOST_STEPS }),
    ];
  }
  return method === 'axes' ? axisFields(options) : [];
}

interface Bounds {
  label: string;
  hint: string;
  least: number;
  most: number;
}

function settingField(
  { choice, onChoice }: MapFieldsOptions,
  key: 'seed' | 'perplexity' | 'iterations' | 'neighbors' | 'epochs',
  { hint, ...bounds }: Bounds,
): HTMLElement {
  const field = numberField({ ...bounds, value: choice()[key], onChange: (value) => onChoice({ [key]: value }) });
  field.title = hint;
  return field;
}

/** How many words are drawn, by method. */
function limitField({ strings, choice, onChoice }: MapFieldsOptions): HTMLElement {
  const { limits, method } = choice();
  const onChange = (limit: number): void => onChoice({ limits: { ...choice().limits, [method]: limit } });
  return numberField({ label: strings.limit, value: limits[method], least: 2, most: 200_000, onChange });
}

function distanceField({ strings, choice, onChoice }: MapFieldsOptions): HTMLElement {
  const { minDistance } = choice();
  const choices = DISTANCES.map((value) => ({ value, label: value }));
  const shown = DISTANCES.find((value) => Number(value) === minDistance) ?? '0.1';
  return element(
    'label',
    { class: 'field', title: strings.minDistanceHint },
    element('span', { text: strings.minDistance }),
    dropdown(strings.minDistance, choices, shown, (value) => onChoice({ minDistance: Number(value) })),
  );
}
