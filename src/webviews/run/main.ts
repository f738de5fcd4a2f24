// The run's view: a toolbar, the curves, and details at the side.

import { LabError } from '../../protocol/labError';
import type { RunCurves, RunHeader, RunViewContract } from '../../protocol/views';
import { type Connection, connect } from '../shared/connect';
import { registerControls } from '../shared/controls';
import { element, say, show } from '../shared/element';
import { noticeArea } from '../shared/notice';
import { saveMenu } from '../shared/saveMenu';
import { axisOf } from '../shared/curves/curveControls';
import { curvesView } from '../shared/curves/curvesView';
import { runSide } from './runSide';
import { type PressedCall, runToolbar } from './runToolbar';
import { statusText } from './statusText';
import { runStrings } from './strings';
import { DEFAULTS, type RunViewState } from './viewState';
import 'uplot/dist/uPlot.min.css';
import '../shared/view.css';
import '../shared/styles/charts.css';
import './run.css';

function build(connection: Connection<RunViewContract, RunViewState>) {
  const { client, state, keep } = connection;
  const strings = runStrings(connection.t);
  let curves: RunCurves | undefined;
  let header: RunHeader | undefined;
  const notice = noticeArea();
  const fail = (error: unknown): void => notice.show({ kind: 'error', message: LabError.toData(error).message });

  const picture = curvesView(strings);
  const draw = (): void => {
    if (!curves) return;
    const { smoothing, logarithmic, asTable } = state;
    picture.draw(curves, { axis: axisOf(state), smoothing, logarithmic, asTable }, header?.best);
  };
  const side = runSide({ ...connection, strings, onFailure: fail });
  const save = saveMenu({
    ...{ strings: strings.saving, kinds: ['png', 'csv'] as const, onFailure: fail },
    isOffered: (kind) => kind === 'csv' || !state.asTable,
    content: (kind) => curves && { name: toolbar.name, kind, content: picture.content(kind, curves) },
    save: (request) => client.call('saveFile', request),
  });
  const toolbar = runToolbar({
    ...{ strings, state, last: [save, side.toggle] },
    onChange(change) {
      keep(change);
      draw();
    },
    onPress: (call: PressedCall) => void client.call(call, {}).catch(fail),
  });
  const status = element('p', { class: 'status', attributes: { role: 'status', 'aria-live': 'polite' } });
  const notices = element('p', { class: 'notices' });
  const tell = (): void => {
    if (header) say(status, statusText(header, strings, curves?.epochs));
  };
  const body = element('div', { class: 'body' }, picture.node, side.node);
  document.getElementById('view')?.replaceChildren(toolbar.node, status, notices, notice.node, body);

  return {
    notice: (event: RunViewContract['events']['notice']) => notice.show(event),
    header: (next: RunHeader) => {
      const isElsewhere = next.best?.step !== header?.best?.step;
      header = next;
      toolbar.draw(header);
      tell();
      if (isElsewhere) draw();
      status.dataset.status = header.status;
      say(notices, header.notices.join(' '));
      show(notices, header.notices.length > 0 && !header.vectors); // those of word vectors stand beside their figures
      side.header(header);
    },
    curves: (next: RunCurves) => {
      notice.clear();
      curves = next;
      draw();
      tell();
      side.curves(next);
    },
    details: side.details,
  };
}

registerControls();
void connect<RunViewContract, RunViewState>({
  events: ['notice', 'header', 'curves', 'details'],
  defaults: DEFAULTS,
  build,
});
