// What is wrong with an experiment of tagging whose keys and values are right by themselves.

import { collectFaults, type Fault } from '../../schema/fault';
import { encoderOf } from '../../models/encoders/createEncoder';
import { commonFaults } from '../commonFaults';
import type { TaggingExperiment } from './schema';

/** Types whose tokens are those that a file has. */
const WHOLE_TOKENS = ['whitespace', 'character'];

export const taggingFaults = (experiment: TaggingExperiment): Fault[] =>
  collectFaults((report) => {
    commonFaults(experiment, report);
    const { model, tokenizer, data } = experiment;
    encoderOf(model).faults({ padding: 'after' }, report);
    if (!WHOLE_TOKENS.includes(tokenizer.type))
      report(
        ['tokenizer', 'type'],
        `A tokenizer of type "${tokenizer.type}" would cut the tokens of the files. Choose "whitespace" or "character".`,
      );
    if (data.tag === 0) report(['data', 'tag'], 'Columns count from 1, or from the last one, -1, backwards.');
    if (data.scheme === 'plain' && model.scheme !== 'as-read')
      report(['model', 'scheme'], 'Plain tags have no scheme: leave "model.scheme" out.');
  });
