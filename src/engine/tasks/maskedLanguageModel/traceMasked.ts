// The network of a masked language model over a text, blanks included: what it makes of every place.

import type { NetworkTrace } from '../../../protocol/network';
import { cutOf } from '../../data/textCut';
import type { MaskedModel } from '../../models/maskedModel';
import type { SessionSettings } from '../../runtime/session';
import { CLASSES, traceForward } from '../../trace/traceForward';
import { readOf, type Filling } from './fillBlanks';
import { layOutReadings } from './maskedReading';

export async function traceMasked(
  source: string,
  filling: Filling,
  { model, settings }: { model: MaskedModel; settings: SessionSettings },
): Promise<NetworkTrace> {
  const { parameters, masked, side, maxLength } = filling;
  const all = side.encode(readOf(source, filling));
  const { ids, mask } = layOutReadings([{ ids: all.slice(0, maxLength), places: [], labels: [] }], { maxLength }).texts;
  const { tokens } = masked.text.vocabulary;
  const network = await traceForward({
    ...{ outputs: model.traced(), specs: model.parameters, parameters, settings },
    feeds: { ids, mask },
    labels: { time: Array.from(ids.data as Int32Array, (id) => tokens[id]), [CLASSES]: tokens },
  });
  const cut = cutOf(all.length, maxLength, 'end');
  return { ...network, ...(cut ? { cut } : {}) };
}
