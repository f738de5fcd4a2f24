// All calls on word vectors by name; loaded by the first of them.

import type { VectorsCalls } from '../../../protocol/vectorsCalls';
import { clusterVectors } from './cluster';
import { columnValues, labelValues } from './columnValues';
import { compareVectors } from './compare';
import { evaluateVectors } from './evaluateVectors';
import { concordance, cooccurrence } from './evidence';
import { exportVectors } from './exportVectors';
import { judgeMap } from './judgeMap';
import type { VectorsCall } from './openedVectors';
import { closeVectors, openVectors } from './openVectors';
import { project } from './project';
import { analogy, arithmetic, neighbors, oddOneOut, similarity } from './queries';
import { completeWord, listWords, wordVectors } from './words';

export const vectorsCalls: { [K in keyof VectorsCalls]: VectorsCall<K> } = {
  ...{ openVectors, closeVectors, completeWord, listWords, wordVectors },
  ...{ neighbors, analogy, arithmetic, oddOneOut, similarity, evaluateVectors },
  ...{
    cooccurrence,
    concordance,
    project,
    judgeMap,
    clusterVectors,
    compareVectors,
    columnValues,
    labelValues,
    exportVectors,
  },
};
