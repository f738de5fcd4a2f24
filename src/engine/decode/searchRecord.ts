// The record of a search: every hypothesis that was kept, and the best of those that were not, with the reason.

import type { HypothesisEnd } from '../../protocol/decoding';
import type { Candidate } from './candidates';
import type { Hypothesis } from './hypothesis';
import { lengthPenalty } from './lengthPenalty';

interface RecordedNode {
  id: number;
  parent: number;
  step: number;
  token: number;
  logProbability: number;
  total: number;
  score: number;
  rank: number;
  end?: HypothesisEnd;
  output?: number;
  attention?: Float32Array;
}

export interface SearchRecord {
  readonly nodes: RecordedNode[];
  add(candidate: Candidate, parent: Hypothesis, rank: number, end?: HypothesisEnd, attention?: Float32Array): number;
  ended(node: number, end: HypothesisEnd): void;
  chosen(node: number, output: number): void;
}

/** @param root the token before the first */
export function createRecord(root: number, alpha: number): SearchRecord {
  const nothing = { logProbability: 0, total: 0, score: 0, rank: 0 };
  const nodes: RecordedNode[] = [{ id: 0, parent: -1, step: 0, token: root, ...nothing }];
  return {
    nodes,
    add({ token, logProbability, total }, parent, rank, end, attention) {
      const step = parent.logProbabilities.length + 1;
      const score = total / lengthPenalty(step, alpha);
      const id = nodes.length;
      nodes.push({ id, parent: parent.node, step, token, logProbability, total, score, rank, end, attention });
      return id;
    },
    ended(node, end) {
      nodes[node].end = end;
    },
    chosen(node, output) {
      nodes[node].output = output;
    },
  };
}
