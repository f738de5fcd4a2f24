// The view of a safetensors file: its tensors, and the numbers of the one that is chosen.

import { bytes, count } from '../../protocol/figures';
import type { ShownTensors, TensorsViewContract } from '../../protocol/tensorsView';
import { type Connection, connect } from '../shared/connect';
import { registerControls } from '../shared/controls';
import { element, liveText, say } from '../shared/element';
import { noticeArea, workNotice } from '../shared/notice';
import { nameCell, cell, plainTable, row } from '../shared/plainTable';
import { saveMenu } from '../shared/saveMenu';
import { sidePanel } from '../shared/sidePanel';
import { tensorLook } from '../shared/tensors/tensorLook';
import { type NumberedTensor, numbersIn, tensorsTable } from '../shared/tensors/tensorsTable';
import { gap, toolbar } from '../shared/toolbar';
import { tensorsStrings } from './strings';
import { DEFAULTS, type TensorsState } from './viewState';
import '../shared/view.css';
import '../shared/styles/charts.css';
import '../shared/styles/tensors.css';
import './tensors.css';

function build({ client, t, state, keep }: Connection<TensorsViewContract, TensorsState>) {
  const strings = tensorsStrings(t);
  const call = (name: 'again' | 'cancel') => (): void => void client.call(name, {}).catch(failure.fail);
  const notice = workNotice(strings, { onCancel: call('cancel'), onAgain: call('again') });
  const failure = noticeArea();
  let shown: ShownTensors | undefined;
  const look = tensorLook({
    ...{ strings, state, keep, onFailure: failure.fail },
    ask: {
      measure: (tensor, options) => client.call('measure', { tensor }, options),
      part: (question, options) => client.call('part', question, options),
    },
  });
  const list = tensorsTable({
    ...{ strings, label: strings.list, filter: state.filter, onFilter: (filter) => keep({ filter }) },
    isChosen: ({ tensor }) => tensor.name === state.tensor,
    onPick: choose,
  });
  const metadata = element('div');
  const side = sidePanel({
    ...{ button: strings.details, label: strings.sections, sash: strings.sash, state, keep },
    parts: [...look.sections, { id: 'file', label: strings.file, content: metadata }],
  });
  const saving = saveMenu({
    ...{ strings: strings.saving, kinds: ['csv', 'png'] as const, onFailure: failure.fail },
    isOffered: (kind) => kind === 'csv' || look.png() !== undefined,
    content(kind) {
      const content = kind === 'png' ? look.png() : list.csv();
      const name = kind === 'png' ? state.tensor : (shown?.name ?? '');
      return content === undefined ? undefined : { name, kind, content };
    },
    save: (request) => client.call('saveFile', request),
  });
  const facts = liveText('facts');
  const tools = toolbar(strings.tools, facts, gap(), saving, side.toggle.node);
  const heading = element('h1', { class: 'spoken', text: strings.title });
  const body = element('div', { class: 'body' }, list.node, side.node);
  document.getElementById('view')?.replaceChildren(heading, tools, notice.node, failure.node, body);

  function choose({ tensor, number }: NumberedTensor): void {
    failure.clear();
    keep({ tensor: tensor.name });
    list.redraw();
    look.show(tensor, number);
  }

  return {
    notice: notice.show,
    file(next: ShownTensors) {
      notice.clear();
      shown = next;
      const { tensors } = next;
      const numbers = tensors.reduce((sum, { shape }) => sum + numbersIn(shape), 0);
      say(facts, strings.facts(count(tensors.length), count(numbers), bytes(next.bytes)));
      list.setTensors(tensors);
      const said = next.metadata.map(([key, value]) => row(nameCell(key), cell(value)));
      metadata.replaceChildren(
        said.length > 0
          ? plainTable({ label: strings.metadata, rows: said })
          : element('p', { class: 'empty', text: strings.noMetadata }),
      );
      const number = tensors.findIndex(({ name }) => name === state.tensor);
      look.show(tensors.at(number < 0 ? tensors.length : number), number);
    },
  };
}

registerControls();
void connect<TensorsViewContract, TensorsState>({ events: ['notice', 'file'], defaults: DEFAULTS, build });
