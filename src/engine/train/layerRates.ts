// How each parameter is trained: at which share of the learning rate, and from which epoch on. It follows from the layer that it belongs
// to (discriminative rates and gradual unfreezing: Howard and Ruder 2018).

import { LabError } from '../../protocol/labError';
import { parameterLayers } from '../nn/parameterLayers';
import type { LayerwiseOptions } from '../schema/layerwise';

export interface LayerRate {
  /** Of the learning rate. */
  share: number;
  /** The first epoch that trains it, from 0; infinite where none does. */
  fromEpoch: number;
}

/**
 * By name. Fails with `INVALID_EXPERIMENT` where more layers are to be frozen than there are.
 * @param own of parameters that have a rate of their own: how many times that of their layer
 */
export function layerRates(
  names: readonly string[],
  { freeze, layerDecay = 1 }: LayerwiseOptions,
  own: ReadonlyMap<string, number> = new Map(),
): ReadonlyMap<string, LayerRate> {
  const { of, top } = parameterLayers(names);
  if (freeze && freeze.layers !== 'all' && freeze.layers > top)
    throw new LabError(
      'INVALID_EXPERIMENT',
      `"training.freeze.layers" is ${freeze.layers}, and this model has ${top} ${top === 1 ? 'layer' : 'layers'} below what answers. Lower it, or say "all".`,
      { key: ['training', 'freeze', 'layers'] },
    );
  const frozen = freeze ? (freeze.layers === 'all' ? top : freeze.layers) : 0;
  const thaws = (layer: number): number => {
    if (!freeze || layer >= frozen) return 0;
    const waits = freeze.gradual ? frozen - layer : 1;
    return freeze.epochs === 0 ? Infinity : freeze.epochs * waits;
  };
  return new Map(
    Array.from(of, ([name, layer]) => {
      const share = layerDecay ** (top - layer) * (own.get(name) ?? 1);
      return [name, { share, fromEpoch: thaws(layer) }] as const;
    }),
  );
}
