// All texts of the view of gradients.
import type { WatchedTensor } from '../../protocol/gradients';
import { TENSORS } from '../../protocol/networkNames';
import type { Translate } from '../shared/connect';
import { saveStrings } from '../shared/saveMenu';

export type GradientsStrings = ReturnType<typeof gradientsStrings>;

/** Of texts that stand in tables. */
const spoken = (translate: Translate, text: string): string => translate(text);

export const gradientsStrings = (t: Translate) => ({
  title: t('Gradients'),
  tools: t('What is shown'),
  cancel: t('Cancel'),
  again: t('Read again'),
  tableView: t('Table'),
  saving: saveStrings(t),
  section: t('What is shown'),
  sections: {
    steps: t('Gradient at each place'),
    parameters: t('Parameters'),
    activations: t('Activations and gates'),
    attention: t('Entropy of attention'),
  },
  tensor: t('Tensor'),
  tensorTitle: ({ name, layer: { part, number, direction } }: WatchedTensor) =>
    [
      spoken(t, TENSORS[name].title),
      ...(part === undefined ? [] : [part === 'encoder' ? t('encoder') : t('decoder')]),
      ...(number === undefined ? [] : [t('layer {0}', number + 1)]),
      ...(direction === undefined ? [] : [direction === 'forward' ? t('forward') : t('backward')]),
    ].join(', '),
  figure: t('Figure'),
  figures: {
    ratio: t('update / weight'),
    gradient: t('norm of the gradient'),
    weight: t('norm of the weight'),
  },
  step: t('Training step'),
  stepHint: t('Which of the recorded steps the curves are of'),
  trainingStep: t('training step'),
  addRun: t('Add run…'),
  addRunHint: t('Show another run beside'),
  remove: t('Remove'),
  removeHint: (name: string) => t('No longer show {0} here', name),
  openRunHint: (id: string) => t('Open the run {0}', id),
  recorded: (count: string) => t('{0} steps recorded', count),
  recordedShown: (shown: string, count: string) => t('{0} of {1} recorded steps', shown, count),
  looked: (batch: string, step: string) => t('batch {0} at the best checkpoint (step {1})', batch, step),
  lookedAt: (text: string, step: string) => t('“{0}” at the best checkpoint (step {1})', text, step),
  nothing: t(
    'This run recorded nothing: its experiment has no "training.watch". The gradients of one batch can be computed at its best checkpoint.',
  ),
  look: t('Compute for one batch'),
  lookHint: t('Reads the data of the run anew and changes nothing'),
  batch: t('Batch'),
  lookAt: t('Compute for a text'),
  lookAtHint: t('Computes the gradients of the loss of the text; reads the data of the run anew and changes nothing'),
  text: t('Text'),
  answer: t('Right answer'),
  notRecorded: t('Nothing of this was recorded.'),
  norms: t('Norm of the gradient at each place'),
  normsHint: t('‖∂L/∂h_t‖: how much the loss would change with the state there, in the mean over the texts of a batch'),
  fromEnd: t('tokens before the last one'),
  fromStart: t('tokens after the first one'),
  logNorm: t('norm of the gradient, powers of ten'),
  shareOfValues: t('share of the values'),
  value: t('value'),
  shares: t('Stuck and dead'),
  dead: t('dead units'),
  shut: t('gates below 0.1'),
  open: t('gates above 0.9'),
  head: (head: number) => t('head {0}', head + 1),
  nats: t('entropy in nats'),
  chartLabel: t('Chart. Arrow keys move through the values, Escape leaves. The table holds the same numbers.'),
  gridLabel: (name: string) => t('{0}. Arrow keys go from cell to cell. The table holds the same numbers.', name),
  axisFrom: (from: string) => t('axis from {0}', from),
  more: (count: string) => t('{0} more in the table', count),
  cell: (step: string, place: string, value: string) => t('step {0}, {1}: {2}', step, place, value),
  table: {
    label: t('All numbers of what is shown'),
    run: t('Run'),
    what: t('What'),
    place: t('Place'),
    empty: t('Nothing'),
  },
});
