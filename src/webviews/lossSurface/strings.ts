// All texts of the view of the loss around paths.
import type { Translate } from '../shared/connect';
import { saveStrings } from '../shared/saveMenu';

export type LossSurfaceStrings = ReturnType<typeof lossSurfaceStrings>;

export const lossSurfaceStrings = (t: Translate) => ({
  title: t('Loss around the path'),
  tools: t('What is measured'),
  cancel: t('Cancel'),
  again: t('Measure again'),
  tableView: t('Table'),
  saving: saveStrings(t),
  points: t('Points of a side'),
  examples: t('Texts at each point (0: all)'),
  measure: t('Measure'),
  measureHint: t('Measures the loss of the validation part at each point of the grid'),
  openRun: (name: string) => t('Open the run {0}', name),
  empty: t('Nothing was measured yet.'),
  plane: t(
    'A plane through the end of the run, along the two directions in which the places of all trainings differ most (principal components, Li et al. 2018). Off the plane the loss may be another: a way seems to cross hills that it went around.',
  ),
  judged: (used: string, of: string) =>
    t(
      'Each loss is that of {0} of the {1} texts of the validation part, everywhere the same ones, drawn by the seed.',
      used,
      of,
    ),
  picture: t(
    'The loss as colours and lines of equal loss, and the ways of the trainings. Arrow keys go from point to point. The table holds the same numbers.',
  ),
  loss: t('loss of the validation part'),
  x: t('first direction'),
  y: t('second direction'),
  explained: (first: string, second: string) =>
    t('{0} of the variance along the first direction, {1} along the second', first, second),
  leftOut: (names: string) => t('Not drawn, since they went too far away: {0}', names),
  at: (x: string, y: string, loss: string) => t('at {0}, {1}: loss {2}', x, y, loss),
  ways: t('Trainings'),
  table: {
    label: t('The grid, and the places of the trainings'),
    what: t('What'),
    step: t('Training step'),
    grid: t('grid'),
    empty: t('Nothing was measured yet.'),
  },
});
