// Texts of the Embeddings view: what is drawn, how well, and how far it is.
import type { Translate } from '../../shared/connect';

export const statusStrings = (t: Translate) => ({
  words: (words: string, dimensions: string) => t('{0} words × {1}', words, dimensions),
  sentences: (texts: string, dimensions: string) => t('{0} texts × {1}', texts, dimensions),
  drawn: (count: string, total: string) => t('{0} of {1} words', count, total),
  drawnTexts: (count: string, total: string) => t('{0} of {1} texts', count, total),
  trustworthiness: (value: string) => t('trustworthiness {0}', value),
  trustHint: (k: string, sampled: string, points: string) =>
    t(
      'How far neighbours on the map are neighbours in truth: 1 − a penalty for each of {0} that is not (Venna and Kaski 2001); 0 to 1, of {1} of {2} points.',
      k,
      sampled,
      points,
    ),
  overlapOfMap: (value: string) => t('{0} of neighbours kept', value),
  overlapOfMapHint: (k: string) => t('Of the {0} nearest points, how many are among the {0} nearest on the map.', k),
  explained: (shares: string) => t('{0} of the variance', shares),
  component: (number: number, share: string) => t('component {0}: {1}', number, share),
  took: (time: string) => t('drawn in {0}', time),
  stopped: t('Stopped: these are the positions reached.'),
  phases: {
    neighbors: t('Looking for neighbours'),
    affinities: t('Weighing neighbours'),
    layout: t('Laying out'),
    components: t('Looking for components'),
    quality: t('Measuring trustworthiness'),
  },
  drawing: t('Drawing'),
  progress: (phase: string, share: string) => t('{0} {1}', phase, share),
  iteration: (iteration: string, iterations: string) => t('step {0} of {1}', iteration, iterations),
  stop: t('Stop'),
  judge: t('Measure trustworthiness'),
  judgeHint: t('How far neighbours on this map are neighbours in truth.'),
  sampledQuality: (sampled: string, points: string) => t('Quality was measured on {0} of {1} points.', sampled, points),
  cancel: t('Cancel'),
  again: t('Try again'),
  noAxes: t('Say in the panel, under Map, from which words to which words the axes go.'),
  chooseAxes: t('Choose words'),
});
