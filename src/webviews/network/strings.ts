// All texts of the view of networks.
import type { Wiring } from '../../protocol/network';
import { cutStrings } from '../shared/answers/strings';
import type { Translate } from '../shared/connect';
import { networkWords } from '../shared/networkWords';
import { sashStrings } from '../shared/sash';
import { saveStrings } from '../shared/saveMenu';

export type NetworkStrings = ReturnType<typeof networkStrings>;

/** @param named translates texts of tables, which are marked there */
export const networkStrings = (t: Translate, named: Translate = t) => ({
  title: t('Network'),
  cut: cutStrings(t),
  tools: t('What is shown'),
  model: t('Run or experiment'),
  source: t('Sentence'),
  target: t('Output to look at; empty: the model’s own'),
  ask: t('Show network'),
  noRuns: t('There is no network to draw yet. Make an experiment, or train a run.'),
  noText: t('Type a sentence: the network is drawn over its tokens.'),
  writes: t('Tokens to write'),
  working: t('Running the network'),
  cancel: t('Cancel'),
  cancelled: t('Cancelled.'),
  again: t('Try again'),
  table: t('Table'),
  details: t('Details'),
  sections: t('Tensor and layer'),
  tensorSection: t('Tensor'),
  layerSection: t('Layer'),
  sash: sashStrings(t),
  saving: saveStrings(t),
  network: t('The network, layer by layer'),
  wiring: {
    'one-to-one': t('One to one'),
    'one-to-many': t('One to many'),
    'many-to-one': t('Many to one'),
    'many-to-many': t('Many to many'),
    'encoder-decoder': t('Encoder and decoder'),
  } satisfies Record<Wiring, string>,
  wiringHint: {
    'one-to-one': t('One token goes in, one answer comes out.'),
    'one-to-many': t('One token goes in; what comes out of a step goes into the next one.'),
    'many-to-one': t('A token goes in at every step, one answer comes out at the end.'),
    'many-to-many': t('A token goes in and an answer comes out at every step.'),
    'encoder-decoder': t('One network reads the whole source, another one writes, step by step, what comes of it.'),
  } satisfies Record<Wiring, string>,
  parameters: (count: string) => t('{0} parameters', count),
  noParameters: t('no parameters'),
  sharedWith: (names: string) => t('shared: {0}', names),
  from: (layers: string) => t('from {0}', layers),
  ...networkWords(t, named),
  tensorChoice: t('Tensor'),
  head: t('Head'),
  headNumber: (head: number) => t('Head {0}', head),
  numbers: t('Numbers'),
  shape: t('Shape'),
  name: t('Name'),
  count: t('Numbers'),
  madeFrom: t('Made from'),
  fromBefore: (name: string) => t('{0} of the step before', name),
  ofLayer: (tensor: string, layer: string) => t('{0} ({1})', tensor, layer),
  layerColumn: t('Layer'),
  parameterColumn: t('Parameters'),
  picture: (name: string) => t('{0} as a heat map; arrow keys go from cell to cell', name),
  masked: t('× is masked'),
  columnsShown: (shown: string, total: string) =>
    t('{0} of {1} columns are drawn: those with the greatest values', shown, total),
  step: t('Step'),
  empty: t('Nothing is here'),
  givesBack: {
    title: (cell: string) => t('What nn.{0} gives back', cell),
    output: (shape: string) =>
      t('output {0}: the hidden state of the top layer at every step, for whatever looks at all of them.', shape),
    last: (shape: string) =>
      t('h_n {0}: the hidden state of every layer and direction after its last step alone.', shape),
    cell: (shape: string) => t('c_n {0}: the cell state likewise.', shape),
    forward: t('Forwards, h_n is the last row of output: output[-1].'),
    backward: t(
      'Backwards, h_n is the first row of output, where that direction ends: the last row has only read the last token.',
    ),
    unmasked: t(
      'Padding counts here: its steps change the state as tokens do. After the text, h_n has read them last; before it, first.',
    ),
    padding: t(
      'Rows of padding are 0 here: masked steps leave the state as it is, as pack_padded_sequence does in PyTorch.',
    ),
  },
});
