// One forward pass of a sequence model over a source and a target.

import type { NetworkTrace } from '../../../protocol/network';
import { makePairBatch, type EncodedPairs } from '../../data/pairBatches';
import { tracedProgram } from '../../models/sequence/sequencePrograms';
import { modelOf } from '../../sequence/sequenceDesign';
import { pairFeeds } from '../../sequence/pairFeeds';
import { PAD, specialTokens } from '../../text/vocabulary';
import { CLASSES, traceForward } from '../../trace/traceForward';
import type { OpenParameters } from './openParameters';
import { encodedPair, type AttendedPair } from './sequenceAttention';

/** Without a target over the model's own output. */
export async function tracePair(opened: OpenParameters, asked: AttendedPair): Promise<NetworkTrace> {
  const { parameters, text, training, design, settings } = opened;
  const { pair } = await encodedPair(opened, asked);
  const model = modelOf(design);
  const batch = onePair(pair, training);
  const { tokens: seen, cut } = text.source.seen(asked.source, training);
  const to = text.target.vocabulary.tokens;
  const network = await traceForward({
    ...{ outputs: tracedProgram(model), specs: model.parameters, parameters, settings },
    feeds: pairFeeds(batch, pair.source.numbered),
    labels: {
      sourceTime: Array.from({ length: batch.sourceTime }, (_, i) => seen[i] ?? specialTokens[PAD]),
      time: Array.from(batch.target, (id) => to[id]),
      [CLASSES]: to,
    },
  });
  return { ...network, ...(cut ? { cut } : {}) };
}

const onePair = (pair: EncodedPairs, training: OpenParameters['training']) =>
  makePairBatch(pair, Int32Array.of(0), training);
