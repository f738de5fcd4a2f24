// A sequence-to-sequence model as a class of another program builds it.

import { tracedProgram } from '../../models/sequence/sequencePrograms';
import { modelOf, type SequenceDesign } from '../../sequence/sequenceDesign';
import type { PortableNetwork } from '../portableNetwork';

export function portableSequence({ options, context }: SequenceDesign): PortableNetwork {
  const model = modelOf({ options, context: { ...context, padding: 'after' } });
  const { sourceVocabulary, targetVocabulary, shared, longest } = context;
  const [logProbabilities] = tracedProgram(model);
  return {
    kind: 'sequence',
    model: options,
    sizes: { sourceVocabulary, targetVocabulary, shared, longest },
    parameters: model.parameters,
    output: logProbabilities,
    ids: { source: sourceVocabulary, target: targetVocabulary },
  };
}
