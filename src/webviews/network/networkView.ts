// The view of networks: a sentence, the network of a run or of an experiment unrolled over it, and each tensor of that pass.

import {
  MOST_WRITTEN,
  type NetworkOffer,
  type NetworkViewContract,
  type ShownNetwork,
} from '../../protocol/networkView';
import { count } from '../../protocol/figures';
import { LabError } from '../../protocol/labError';
import type { EventListeners } from '../../protocol/rpc';
import { cutText } from '../shared/answers/cutNote';
import { askingPage } from '../shared/askingPage';
import type { Connection } from '../shared/connect';
import { numberField } from '../shared/controls';
import { element, say, show } from '../shared/element';
import { latest } from '../shared/latest';
import { noticeArea, workNotice } from '../shared/notice';
import { questionLine } from '../shared/questionLine';
import { questionOf, runDropdown, runQuestion } from '../shared/runQuestion';
import { saveMenu } from '../shared/saveMenu';
import { sidePanel } from '../shared/sidePanel';
import { gap, toolbar } from '../shared/toolbar';
import { twin } from '../shared/twin';
import { diagram } from './diagram';
import { layerSection } from './layerSection';
import { networkTable, tensorRows } from './networkTable';
import { networkStrings } from './strings';
import { tensorSection } from './tensorSection';
import type { NetworkState } from './viewState';
import { mainTensor } from './wiring';

export function networkView({
  client,
  t,
  state,
  keep,
}: Connection<NetworkViewContract, NetworkState>): EventListeners<NetworkViewContract> {
  const strings = networkStrings(t);
  const passes = latest();
  const tensors = latest();
  const notice = workNotice(strings, { onCancel: passes.cancel, onAgain: ask });
  const failure = noticeArea();
  let found: (ShownNetwork & { model: string }) | undefined;
  let offer: NetworkOffer | undefined;

  const question = runQuestion({
    ...{ state, keep, most: 1, onTexts: () => line.renew(), onAsk: ask },
    choices: (runs, select) => [runDropdown(strings.model, runs, state.selected[0] ?? '', (id) => select([id]))],
    onRuns: (areThere) => page.show(areThere),
  });
  const line = questionLine({ strings, state, keep, onAsk: ask, runs: question.node });
  const writes = numberField({
    ...{ label: strings.writes, value: state.writes, least: 0, most: MOST_WRITTEN },
    onChange: (value) => (keep({ writes: value }), ask()),
  });
  const picture = diagram({ strings, onLayer: chooseLayer });
  const list = networkTable(strings, (tensor) => choose(tensor));
  const tableNode = element('div', { class: 'main' }, list.node);
  const pair = twin(
    strings.table,
    { picture: picture.node, table: tableNode },
    { asTable: state.asTable, onChange: (asTable) => keep({ asTable }) },
  );
  const tensor = tensorSection({
    ...{ strings, state, keep },
    onTensor: (number) => choose(number),
    onHead: (head) => (keep({ head }), open(state.tensor)),
  });
  const layer = element('div', { class: 'layerFacts' });
  const side = sidePanel({
    ...{ button: strings.details, label: strings.sections, sash: strings.sash, state, keep },
    parts: [
      { id: 'tensor', label: strings.tensorSection, content: tensor.node },
      { id: 'layer', label: strings.layerSection, content: layer },
    ],
  });
  const saving = saveMenu({
    ...{ strings: strings.saving, kinds: ['png', 'csv'] as const },
    content(kind) {
      const content = kind === 'png' ? tensor.png() : pair.isTable ? list.csv() : tensor.csv();
      const name = found ? strings.tensor(found.network.tensors[state.tensor].name) : '';
      return content === undefined ? undefined : { name, kind, content };
    },
    save: (request) => client.call('saveFile', request),
    onFailure: failure.fail,
  });
  const facts = element('p', { class: 'facts', attributes: { role: 'status', 'aria-live': 'polite' } });
  const cut = element('p', { class: 'note cut' });
  const empty = element('p', { class: 'empty', text: strings.noText });
  const main = element('div', { class: 'main' }, cut, empty, picture.node, tableNode);
  const page = askingPage(strings, {
    top: [line.node, toolbar(strings.tools, facts, writes, gap(), pair.toggle.node, saving, side.toggle.node)],
    notices: [notice.node, failure.node],
    body: element('div', { class: 'body' }, main, side.node),
  });
  adopt(undefined);

  function ask(): void {
    void client.call('keep', questionOf(state)).catch(failure.fail);
    const [model] = question.asked;
    const text = state.source.trim();
    fitFields();
    if (!model || (text === '' && state.writes === 0)) {
      passes.drop();
      notice.clear();
      return adopt(undefined);
    }
    notice.show({ kind: 'working', message: strings.working });
    const asked = { model: model.id, text, target: state.target.trim(), writes: state.writes };
    void passes.ask((signal) => client.call('trace', asked, { signal }), {
      onAnswer(shown) {
        notice.clear();
        adopt({ ...shown, model: model.id });
      },
      onFailure(error) {
        const { code, message } = LabError.toData(error);
        notice.show({ kind: 'error', message: code === 'CANCELLED' ? strings.cancelled : message });
        adopt(undefined);
      },
    });
  }

  /** Only what the chosen model knows is asked for. */
  function fitFields(): void {
    const id = question.asked.at(0)?.id ?? '';
    const network = found?.model === id ? found.network : undefined; // of an experiment this is known once it was read
    const continues = offer?.continuing.includes(id) ?? false;
    const translates = offer?.writing.includes(id) ?? false;
    show(writes, continues || network?.written !== undefined);
    line.node.classList.toggle('alone', !translates && network?.wiring !== 'encoder-decoder');
  }

  function adopt(shown: typeof found): void {
    found = shown;
    fitFields();
    const network = shown?.network;
    picture.show(network);
    list.setRows(network ? tensorRows(network, strings) : []);
    show(empty, network === undefined && notice.node.hidden);
    const wiring = network && strings.wiring[network.wiring];
    say(facts, network ? `${wiring} · ${strings.parameters(count(network.parameters))}` : '');
    facts.title = network ? strings.wiringHint[network.wiring] : '';
    say(cut, network?.cut ? cutText(network.cut, strings) : '');
    show(cut, network?.cut !== undefined);
    if (!network) {
      tensor.clear();
      layer.replaceChildren();
      return;
    }
    const isThere = state.tensor >= 0 && state.tensor < network.tensors.length;
    choose(isThere ? state.tensor : network.tensors.length - 1);
  }

  function chooseLayer(number: number, step?: number): void {
    if (!found) return;
    const { network } = found;
    const current = network.tensors[state.tensor];
    const wanted = network.layers[number].tensors.find((each) => network.tensors[each].name === current?.name);
    choose(wanted ?? network.tensors.indexOf(mainTensor(network, number)), step);
  }

  function choose(number: number, step?: number): void {
    if (!found) return;
    const { network } = found;
    const { layer: own } = network.tensors[number];
    keep({ tensor: number });
    picture.mark(own);
    tensor.choose(network, number);
    layer.replaceChildren(...layerSection(network, own, strings));
    open(number, step);
  }

  function open(number: number, step?: number): void {
    if (!found) return;
    const { id, network } = found;
    const asked = { id, tensor: number, head: state.head };
    void tensors.ask((signal) => client.call('tensor', asked, { signal }), {
      onAnswer: (matrix) => tensor.fill(network, number, matrix, step),
      onFailure: failure.fail,
    });
  }

  return {
    notice: notice.show,
    question(next) {
      offer = next;
      question.offer(next);
      fitFields();
    },
  };
}
