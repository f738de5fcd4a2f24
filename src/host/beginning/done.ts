// What the walkthrough knows to be done.

/** Keys of `when` clauses that hold once a person has done what a step asks for. */
export const DONE = {
  samples: 'nlpLab.hasSamples',
  tokens: 'nlpLab.hasShownTokens',
  vectors: 'nlpLab.hasVectors',
  labels: 'nlpLab.hasLabels',
  attention: 'nlpLab.hasAttention',
  maps: 'nlpLab.hasShownAttention',
} as const;

/** Under this name the copies of the samples are remembered that a person has opened, over all windows. */
export const KNOWN_SAMPLES = 'samples.folders';
