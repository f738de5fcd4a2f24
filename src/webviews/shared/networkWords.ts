// What layers, tensors and axes of networks are called.

import type { LayerPlace, TensorAxis } from '../../protocol/network';
import { LAYERS, type TensorName, TENSORS } from '../../protocol/networkNames';
import type { Translate } from './connect';

/** @param named translates texts of tables, which are marked there */
export const networkWords = (t: Translate, named: Translate = t) => ({
  layer: ({ kind, part, number, direction }: LayerPlace): string => {
    const name = number === undefined ? named(LAYERS[kind]) : t('{0} {1}', named(LAYERS[kind]), number + 1);
    const half = part === 'encoder' ? t('Encoder') : part === 'decoder' ? t('Decoder') : undefined;
    const way = direction === 'forward' ? t('forwards') : direction === 'backward' ? t('backwards') : undefined;
    return [half, name, way].filter((word) => word !== undefined).join(' · ');
  },
  tensor: (name: TensorName): string => named(TENSORS[name].title),
  meaning: (name: TensorName): string => named(TENSORS[name].meaning),
  axis: { time: t('time'), batch: t('batch'), head: t('head'), unit: t('unit'), class: t('answer') } satisfies Record<
    TensorAxis['kind'],
    string
  >,
});
