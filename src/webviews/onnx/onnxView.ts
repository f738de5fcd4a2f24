// The view of an ONNX file: its graph layer by layer or as a table, the chosen node, and the initialisers.

import { bytes, count } from '../../protocol/figures';
import type { OnnxViewContract, ShownGraph, ShownOnnx } from '../../protocol/onnxView';
import type { EventListeners } from '../../protocol/rpc';
import type { Connection } from '../shared/connect';
import { choiceList } from '../shared/choiceList';
import { searchField } from '../shared/controls';
import { element, liveText, say, show } from '../shared/element';
import { noticeArea, workNotice } from '../shared/notice';
import { cell, nameCell, plainTable, row } from '../shared/plainTable';
import { saveMenu } from '../shared/saveMenu';
import { sidePanel } from '../shared/sidePanel';
import { tensorLook } from '../shared/tensors/tensorLook';
import { type NumberedTensor, numbersIn, tensorsTable } from '../shared/tensors/tensorsTable';
import { gap, toolbar } from '../shared/toolbar';
import { twin } from '../shared/twin';
import { layersPicture } from './layersPicture';
import { foundNodes } from './nodes';
import { nodeSection } from './nodeSection';
import { nodesTable, operatorCounts, operatorsTable } from './nodesTable';
import { onnxStrings } from './strings';
import type { OnnxState } from './viewState';

export function onnxView({
  client,
  t,
  state,
  keep,
}: Connection<OnnxViewContract, OnnxState>): EventListeners<OnnxViewContract> {
  const strings = onnxStrings(t);
  const call = (name: 'again' | 'cancel') => (): void => void client.call(name, {}).catch(failure.fail);
  const notice = workNotice(strings, { onCancel: call('cancel'), onAgain: call('again') });
  const failure = noticeArea();
  let shown: ShownOnnx | undefined;
  let graph: ShownGraph | undefined;

  const picture = layersPicture(strings, choose);
  const list = nodesTable({ strings, onNode: choose, isChosen: (number) => number === state.node });
  const tableNode = element('div', { class: 'main list' }, list.node);
  const pair = twin(
    strings.table,
    { picture: picture.node, table: tableNode },
    { asTable: state.asTable, onChange: (asTable) => (keep({ asTable }), drawNodes()) },
  );
  const look = tensorLook({
    ...{ strings, state, keep, onFailure: failure.fail },
    ask: {
      measure: (tensor, options) => client.call('measure', { tensor }, options),
      part: (question, options) => client.call('part', question, options),
    },
  });
  const initializers = tensorsTable({
    ...{ strings, label: strings.initializers, filter: state.filter, onFilter: (filter) => keep({ filter }) },
    isChosen: ({ tensor }) => tensor.name === state.tensor,
    onPick(tensor) {
      lookAt(tensor);
      side.open('picture');
    },
  });
  const operators = operatorsTable(strings, (operator) => searchFor(operator));
  const chosen = element('div', {
    class: 'chosen',
    attributes: { tabindex: '-1', role: 'group', 'aria-label': strings.nodeSection },
  });
  const facts = element('div');
  const side = sidePanel({
    ...{ button: strings.details, label: strings.sections, sash: strings.sash, state, keep },
    parts: [
      { id: 'node', label: strings.nodeSection, content: chosen },
      { id: 'operators', label: strings.operators, content: element('div', { class: 'fill' }, operators.node) },
      {
        id: 'initializers',
        label: strings.initializers,
        content: element('div', { class: 'fill' }, initializers.node),
      },
      ...look.sections,
      { id: 'file', label: strings.file, content: facts },
    ],
  });
  const search = searchField(strings.search, searchFor);
  search.value = state.search;
  const graphs = choiceList(strings.graph, (value) => chooseGraph(Number(value)));
  const saving = saveMenu({
    ...{ strings: strings.saving, kinds: ['csv', 'png', 'json'] as const, onFailure: failure.fail },
    isOffered: (kind) => kind !== 'png' || look.png() !== undefined,
    content(kind) {
      if (!shown) return undefined;
      const content = { csv: () => list.csv(), png: () => look.png() ?? '', json: () => JSON.stringify(shown) };
      return { name: kind === 'png' ? state.tensor : shown.name, kind, content: content[kind]() };
    },
    save: (request) => client.call('saveFile', request),
  });
  const told = liveText('facts');
  const left = element('p', { class: 'note notices' });
  document
    .getElementById('view')
    ?.replaceChildren(
      element('h1', { class: 'spoken', text: strings.title }),
      toolbar(strings.tools, graphs.node, search, told, gap(), pair.toggle.node, saving, side.toggle.node),
      ...[notice.node, failure.node, left],
      element('div', { class: 'body' }, element('div', { class: 'main' }, picture.node, tableNode), side.node),
    );
  show(left, false);

  function searchFor(text: string): void {
    if (search.value !== text) search.value = text;
    keep({ search: text });
    drawNodes();
  }

  function drawNodes(): void {
    if (!graph) return;
    const found = foundNodes(graph.nodes, state.search);
    list.setRows(found);
    if (pair.isTable) return;
    picture.draw(graph, found);
    picture.mark(state.node);
  }

  function choose(number: number): void {
    keep({ node: number });
    drawNode();
    list.setRows(foundNodes(graph?.nodes ?? [], state.search));
    picture.mark(number);
    side.open('node');
  }

  function drawNode(): void {
    if (!shown || !graph) return;
    const options = { strings, onNode: choose, onInitializer: lookFor, onGraph: chooseGraph };
    const isFollowed = chosen.contains(document.activeElement);
    chosen.replaceChildren(...nodeSection(shown, graph, state.node, options));
    if (isFollowed) chosen.focus(); // the button that led here is gone
  }

  function lookFor(name: string): void {
    const number = graph?.initializers.findIndex((each) => each.name === name) ?? -1;
    if (!graph || number < 0) return;
    lookAt({ number, tensor: graph.initializers[number] });
    side.open('picture');
  }

  function lookAt({ number, tensor }: NumberedTensor): void {
    if (!graph) return;
    failure.clear();
    keep({ tensor: tensor.name });
    initializers.redraw();
    look.show(tensor, graph.firstTensor + number);
  }

  function chooseGraph(number: number): void {
    keep({ graph: number, node: -1, tensor: '' });
    adopt();
  }

  /** Draws the graph that is chosen. */
  function adopt(): void {
    if (!shown) return;
    const at = Math.min(state.graph, shown.graphs.length - 1);
    const current = (graph = shown.graphs[at]);
    const choices = shown.graphs.map(({ kind, name }, i) => {
      const named = name || strings.unnamed;
      const label = kind === 'model' ? named : kind === 'body' ? strings.body(named) : strings.function(named);
      return { value: String(i), label };
    });
    graphs.set(choices, String(at));
    operators.setRows(operatorCounts(current.nodes));
    initializers.setTensors(current.initializers);
    const number = current.initializers.findIndex(({ name }) => name === state.tensor);
    look.show(current.initializers[number], current.firstTensor + number);
    drawNodes();
    drawNode();
  }

  return {
    notice: notice.show,
    file(next) {
      notice.clear();
      shown = next;
      const held = next.graphs.flatMap((each) => each.initializers);
      const numbers = held.reduce((sum, { shape }) => sum + numbersIn(shape), 0);
      say(told, strings.facts(count(next.nodeCount), count(numbers), bytes(next.bytes)));
      const listed = next.graphs.reduce((sum, { nodes }) => sum + nodes.length, 0);
      show(left, listed < next.nodeCount);
      say(left, strings.left(count(listed), count(next.nodeCount)));
      const lines = next.facts.map(([key, value]) => row(nameCell(key), cell(value)));
      facts.replaceChildren(plainTable({ label: strings.facts_, rows: lines }));
      adopt();
    },
  };
}
