// The view of a metrics.jsonl: the charts that a run has, of the file alone.

import { count } from '../../protocol/figures';
import type { MetricsViewContract, ShownMetrics } from '../../protocol/metricsView';
import { type Connection, connect } from '../shared/connect';
import { button, registerControls, toggle } from '../shared/controls';
import { axisOf, curveControls, type CurveState, USUAL_CURVES } from '../shared/curves/curveControls';
import { curvesView } from '../shared/curves/curvesView';
import { element, say, show } from '../shared/element';
import { noticeArea } from '../shared/notice';
import { saveMenu } from '../shared/saveMenu';
import { gap, toolbar } from '../shared/toolbar';
import { metricsStrings } from './strings';
import 'uplot/dist/uPlot.min.css';
import '../shared/view.css';
import '../shared/styles/charts.css';
import '../shared/curves/curves.css';

function build({ client, t, state, keep }: Connection<MetricsViewContract, CurveState>) {
  const strings = metricsStrings(t);
  let shown: ShownMetrics | undefined;
  const call = (name: 'again' | 'openRun'): void => void client.call(name, {}).catch(notice.fail);
  const notice = noticeArea({ error: button({ label: strings.again, onClick: () => call('again') }) });
  const picture = curvesView(strings);
  const change = (next: Partial<CurveState>): void => {
    keep(next);
    draw();
  };
  const asTable = toggle(strings.tableView, state.asTable, (on) => change({ asTable: on }));
  const openRun = button({ label: strings.openRun, hint: strings.openRunHint, onClick: () => call('openRun') });
  const save = saveMenu({
    ...{ strings: strings.saving, kinds: ['png', 'csv'] as const, onFailure: notice.fail },
    isOffered: (kind) => kind === 'csv' || !state.asTable,
    content: (kind) => shown && { name: shown.name, kind, content: picture.content(kind, shown.curves) },
    save: (request) => client.call('saveFile', request),
  });
  const name = element('h1', { text: strings.title });
  const tools = toolbar(
    strings.tools,
    ...[name, ...curveControls(strings, state, change), gap(), openRun, asTable.node, save],
  );
  const said = element('p', { class: 'notices', attributes: { role: 'status', 'aria-live': 'polite' } });
  document.getElementById('view')?.replaceChildren(tools, notice.node, said, picture.node);
  show(openRun, false);

  function draw(): void {
    if (!shown) return;
    const { curves, damaged } = shown;
    const isEmpty = curves.steps.total === 0 && curves.epochs.length === 0;
    const isForeign = isEmpty && damaged > 0;
    say(said, isForeign ? strings.foreign : damaged > 0 ? strings.damaged(count(damaged)) : '');
    show(said, damaged > 0);
    show(picture.node, !isForeign);
    const { smoothing, logarithmic } = state;
    picture.draw(curves, { axis: axisOf(state), smoothing, logarithmic, asTable: state.asTable });
  }

  return {
    notice: notice.show,
    metrics(next: ShownMetrics) {
      notice.clear();
      shown = next;
      say(name, next.name);
      show(openRun, next.canOpenRun);
      draw();
    },
  };
}

registerControls();
void connect<MetricsViewContract, CurveState>({ events: ['notice', 'metrics'], defaults: USUAL_CURVES, build });
