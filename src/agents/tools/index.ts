// All tools, in the order in which they are listed: a new one is a file and a line here.
import type { Tool } from '../tool';
import { askRun } from './askRun';
import { checkExperiment } from './checkExperiment';
import { compareRuns } from './compareRuns';
import { describeRun } from './describeRun';
import { listRuns } from './listRuns';
import { neighbors } from './neighbors';
import { readExamples } from './readExamples';
import { tokenizeTexts } from './tokenizeTexts';
import { trainRun } from './trainRun';

export const TOOLS: readonly Tool[] = [
  ...[listRuns, describeRun, compareRuns, readExamples, askRun],
  ...[tokenizeTexts, neighbors, checkExperiment, trainRun],
];
