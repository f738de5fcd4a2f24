// All texts of the view of ONNX graphs.
import type { Translate } from '../shared/connect';
import { sashStrings } from '../shared/sash';
import { saveStrings } from '../shared/saveMenu';
import { tensorStrings } from '../shared/tensors/strings';

export type OnnxStrings = ReturnType<typeof onnxStrings>;

export const onnxStrings = (t: Translate) => ({
  ...tensorStrings(t),
  title: t('ONNX graph'),
  tools: t('What is shown'),
  facts: (nodes: string, parameters: string, bytes: string) =>
    t('{0} nodes · {1} numbers in initialisers · {2}', nodes, parameters, bytes),
  left: (told: string, total: string) => t('Only the first {0} of {1} nodes are looked at.', told, total),
  drawn: (drawn: string, total: string) => t('The first {0} of {1} nodes are drawn; the table has all.', drawn, total),
  graph: t('Graph'),
  body: (name: string) => t('within a node: {0}', name),
  function: (name: string) => t('function: {0}', name),
  unnamed: t('without a name'),
  search: t('Search by operator, name or shape'),
  table: t('Table'),
  details: t('Details'),
  sections: t('The chosen node, and what the file holds'),
  nodeSection: t('Node'),
  operators: t('Operators'),
  initializers: t('Initialisers'),
  file: t('File'),
  facts_: t('What the file says of itself'),
  layers: t(
    'The nodes, layer by layer: each stands behind all that it takes values from. Arrow keys go from node to node, Enter chooses.',
  ),
  layer: t('Layer'),
  inputs: t('Inputs'),
  outputs: t('Outputs'),
  operator: t('Operator'),
  attributes: t('Attributes'),
  bodies: t('Graphs that it runs'),
  nodes: t('Nodes'),
  nothingFits: t('No node fits the search.'),
  noNode: t('Choose a node: whence its values come and where they go is told here.'),
  goesNowhere: t('Nothing takes it.'),
  isOutput: t('output of the graph'),
  from: {
    input: t('input of the graph'),
    initializer: t('initialiser'),
    outside: t('from the graph around this one'),
  },
  leftOut: t('left out'),
  unknownType: t('type not told'),
  before: t('gives the chosen node a value'),
  after: t('takes a value of the chosen node'),
  sash: sashStrings(t),
  saving: saveStrings(t),
  cancel: t('Cancel'),
  again: t('Try again'),
});
