// All texts of the table of all runs.
import { count as counted } from '../../protocol/figures';
import { METRICS, metricName } from '../../protocol/metrics';
import type { Translate } from '../shared/connect';
import { saveStrings } from '../shared/saveMenu';
import { sashStrings } from '../shared/sash';

export type TableStrings = ReturnType<typeof tableStrings>;

/** @param translate for texts that stand elsewhere */
export const tableStrings = (t: Translate, translate: Translate = t) => ({
  title: t('Experiments'),
  tools: t('What is shown'),
  filter: t('Words, or validation.accuracy > 0.8 && model.type == "lstm"'),
  filterName: t('Filter runs by words or by an expression'),
  said: (text: string, values: readonly string[]) => translate(text, ...values),
  shown: (shown: string, all: string) => t('{0} of {1} runs', shown, all),
  selected: (count: string) => t('{0} selected', count),
  group: t('Group by'),
  noGroup: t('No groups'),
  by: (key: string) => t('By {0}', key),
  folds: t('Seeds together'),
  foldsHint: t('Runs that differ only in their seed are one row: the mean, half of its 95 % interval (Student’s t), and how many'), // prettier-ignore
  onlyDifferent: t('Only what differs'),
  onlyDifferentHint: t('Columns whose values differ, and all keys of experiments in which these runs are not alike'),
  grid: t('Runs'),
  none: t('No run passes. Change the filter.'),
  noRuns: t('No runs yet. Train an experiment, and it is here while it trains.'),
  name: t('Name'),
  hint: (key: string): string => {
    const name = metricName(key);
    const hint = name && METRICS[name].hint;
    const move = t('{0}. Click to sort; drag, or press Alt and an arrow, to move the column.', key);
    return hint === undefined ? move : `${move}\n${translate(hint)}`;
  },
  seeds: (count: number) => t('{0} seeds', count),
  runs: (count: number) => (count === 1 ? t('1 run') : t('{0} runs', counted(count))),
  different: (count: number) => t('{0} different', count),
  without: t('without'),
  open: t('Open Run'),
  openRow: t('Show the single runs'),
  closeRow: t('Show them together'),
  compare: t('Compare Runs'),
  pin: t('Compare All with This Run'),
  unpin: t('No Longer Compare with This Run'),
  enoughBaselines: (most: number) => t('At most {0} runs are compared with. Take one of them away first.', most),
  star: t('Star Run'),
  unstar: t('Unstar Run'),
  starred: { on: t('Starred; a click or S takes the star away'), off: t('A click or S gives it a star') },
  addTag: t('Add Tag…'),
  removeTag: t('Remove Tag…'),
  passing: (key: string, value: string) => t('Only Runs with {0} = {1}', key, value),
  groupBy: (key: string) => t('Group by {0}', key),
  hide: (key: string) => t('Hide Column {0}', key),
  remove: (count: number) => (count === 1 ? t('Delete Run') : t('Delete {0} Runs', count)),
  save: { ...saveStrings(t), md: t('Table (Markdown)'), tex: t('Table (LaTeX)'), parquet: t('Table (Parquet)') },
  details: t('Columns and charts'),
  sections: t('Columns, and charts of the selected runs'),
  sash: sashStrings(t),
  columns: t('Columns'),
  find: t('Find a key'),
  usual: t('Usual columns'),
  step: t('At step'),
  figure: t('Figure'),
  addStep: t('Add column'),
  addStepHint: t('The figure of each run that was measured last up to this training step'),
  charts: chartStrings(t),
});

export type ChartStrings = ReturnType<typeof chartStrings>;

const chartStrings = (t: Translate) => ({
  curves: t('Curves'),
  curvesOf: t('A figure of the selected runs over their training'),
  figure: t('Figure'),
  axis: t('Horizontal axis'),
  axes: { step: t('Step'), epoch: t('Epoch'), time: t('Time'), tokens: t('Tokens') },
  noTokens: (without: string, all: string) =>
    t('{0} of {1} curves are not drawn: their runs have not recorded how many tokens they read.', without, all),
  smoothing: t('Smoothing'),
  logarithmic: t('Logarithmic'),
  bands: t('Bands over seeds'),
  bandsHint: t('Of runs that differ only in their seed the mean, and around it its 95 % interval (Student’s t)'),
  nothing: t('Select runs in the table: their curves are drawn here.'),
  noCurve: t('The selected runs have recorded no figures.'),
  reading: t('Reading the curves'),
  drawn: (curves: string, points: string, all: string) =>
    t('{0} curves, {1} of {2} points: of each stretch the least and the greatest', curves, points, all),
  scatter: t('Figure by key'),
  scatterOf: t('A figure of the runs by a key: points, or boxes where the key is no number'),
  across: t('Key'),
  open: t('A click opens the run; with Ctrl or Cmd it is selected.'),
  contour: t('Contour'),
  contourOf: t('A figure over two keys: colours and lines of equal value between the runs'),
  contourHint: t('Between runs the figure is interpolated: linear over Delaunay triangles of the axes as they are drawn; beyond them nothing is drawn. Runs of the same values count by their mean. An axis is logarithmic where the values lie more evenly so.'), // prettier-ignore
  horizontalKey: t('Horizontal key'),
  verticalKey: t('Vertical key'),
  runs: t('Runs'),
  noContour: t('Runs with this figure that differ in two keys which are numbers are needed.'),
  onLine: t('All places lie on one line, so that there is nothing between them.'),
  interpolated: t('Interpolated'),
  meanOf: (name: string, runs: string) => t('{0}, the mean of {1} runs', name, runs),
  ofPlaces: (runs: string, places: string) => t('{0} runs at {1} places.', runs, places),
  bestAt: (place: string) => t('Best: {0}.', place),
  parallel: t('Parallel axes'),
  parallelOf: t('Each run as a line through its values; drag along an axis to select runs'),
  importance: t('Importance of keys'),
  importanceHint: t('How much worse a random forest foretells the figure when a key’s values are shuffled among runs it has not seen (Breiman 2001)'), // prettier-ignore
  tooFew: (least: number) => t('At least {0} runs with the figure, and a key in which they differ, are needed.', least),
  explained: (share: string) => t('The forest explains {0} of the variance of runs it has not seen.', share),
  unexplained: t('The forest explains nothing of the variance of runs it has not seen: what stands here says little.'),
  asTable: t('Table'),
  run: t('Run'),
  at: t('At'),
  last: t('Last'),
  least: t('Least'),
  greatest: t('Greatest'),
  ofRuns: (count: string) => t('{0} runs', count),
});
