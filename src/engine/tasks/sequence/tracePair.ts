// One forward pass of a sequence model over a source and a target.

import type { NetworkTrace } from '../../../protocol/network';
import { makePairBatch, type EncodedPairs } from '../../data/pairBatches';
import { tracedProgram } from '../../models/sequence/sequencePrograms';
import { tensor } from '../../runtime/tensor';
import { modelOf } from '../../sequence/sequenceDesign';
import { seenText } from '../../sequence/seenText';
import { CLASSES, traceForward } from '../../trace/traceForward';
import type { OpenParameters } from './openParameters';
import { encodedPair, type AttendedPair } from './sequenceAttention';

/** Without a target over the model's own output. */
export async function tracePair(opened: OpenParameters, asked: AttendedPair): Promise<NetworkTrace> {
  const { parameters, text, training, design, settings } = opened;
  const { pair } = await encodedPair(opened, asked);
  const model = modelOf(design);
  const { source, sourceMask, target, sourceTime, time } = onePair(pair, training);
  const [from, to] = [text.source.vocabulary.tokens, text.target.vocabulary.tokens];
  const { cut } = seenText(asked.source, text.source, { ...training, isSource: true });
  const network = await traceForward({
    ...{ outputs: tracedProgram(model), specs: model.parameters, parameters, settings },
    feeds: {
      source: tensor('int32', [sourceTime, 1], source),
      sourceMask: tensor('bool', [sourceTime, 1], sourceMask),
      target: tensor('int32', [time, 1], target),
    },
    labels: {
      sourceTime: Array.from(source, (id) => from[id]),
      time: Array.from(target, (id) => to[id]),
      [CLASSES]: to,
    },
  });
  return { ...network, ...(cut ? { cut } : {}) };
}

const onePair = (pair: EncodedPairs, training: OpenParameters['training']) =>
  makePairBatch(pair, Int32Array.of(0), training);
