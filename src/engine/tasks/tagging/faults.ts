// What is wrong with an experiment of tagging whose keys and values are right by themselves.

import { collectFaults, type Fault } from '../../schema/fault';
import { commonFaults } from '../commonFaults';
import { taggerOf } from './families';
import type { TaggingExperiment } from './schema';

export const taggingFaults = (experiment: TaggingExperiment): Fault[] =>
  collectFaults((report) => {
    commonFaults(experiment, report);
    const { model, data, training } = experiment;
    taggerOf(model).faults(experiment, report);
    if (training.distill?.loss === 'logits' && 'head' in model && model.head === 'crf')
      report(
        ['training', 'distill', 'loss'],
        'A random field has no scores of single tags to compare: take "divergence", or "head": "softmax" in "model".',
      );
    if (data.tag === 0) report(['data', 'tag'], 'Columns count from 1, or from the last one, -1, backwards.');
    if (data.scheme === 'plain' && model.scheme !== 'as-read')
      report(['model', 'scheme'], 'Plain tags have no scheme: leave "model.scheme" out.');
    if (data.morphemes && model.scheme !== 'as-read')
      report(['model', 'scheme'], 'Tags of morphemes have no scheme: leave "model.scheme" out.');
    if (data.morphemes && data.scheme !== 'auto' && data.scheme !== 'plain')
      report(['data', 'scheme'], 'Tags of morphemes are in no scheme: leave "data.scheme" out, or "data.morphemes".');
  });
