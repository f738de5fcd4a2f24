// The view of the loss around paths: how fine the grid is, the picture, what the plane is.

import { count, figure, share } from '../../protocol/figures';
import { LabError } from '../../protocol/labError';
import { SURFACE_EXAMPLES, SURFACE_POINTS } from '../../protocol/lossSurface';
import type { LossSurfaceViewContract, ShownSurface } from '../../protocol/lossSurfaceView';
import { legend, sequentialScale } from '../shared/colorScale';
import { type Connection, connect } from '../shared/connect';
import { button, numberField, registerControls } from '../shared/controls';
import { element, show } from '../shared/element';
import { workNotice } from '../shared/notice';
import { saveMenu } from '../shared/saveMenu';
import { onThemeChange } from '../shared/theme';
import { gap, toolbar } from '../shared/toolbar';
import { twin } from '../shared/twin';
import { colorRange } from '../shared/contours';
import { lossSurfaceStrings } from './strings';
import { surfacePicture, waysKey } from './surfacePicture';
import { surfaceRows, surfaceTable } from './surfaceTable';
import '../shared/view.css';
import '../shared/styles/charts.css';
import './lossSurface.css';

interface ViewState {
  asTable: boolean;
}

function build({ client, t, state, keep }: Connection<LossSurfaceViewContract, ViewState>) {
  const strings = lossSurfaceStrings(t);
  let shown: ShownSurface = { name: '', points: SURFACE_POINTS.usual, examples: SURFACE_EXAMPLES.usual };
  let asked = { points: shown.points, examples: shown.examples };
  const fail = (error: unknown): void => notice.show({ kind: 'error', message: LabError.toData(error).message });
  const measure = (): void => void client.call('measure', asked).catch(fail);
  const notice = workNotice(strings, {
    onCancel: () => void client.call('cancel', {}).catch(fail),
    onAgain: measure,
  });
  const picture = surfacePicture(strings);
  const numbers = surfaceTable(strings);
  const around = element('div', { class: 'around' });
  const pictured = element('div', { class: 'pictured' }, picture.node, around);
  const kinds = twin(
    strings.tableView,
    { picture: pictured, table: numbers.node },
    {
      asTable: state.asTable,
      onChange(asTable) {
        keep({ asTable });
        draw();
      },
    },
  );
  const run = button({ label: '', onClick: () => void client.call('openRun', {}).catch(fail) });
  const field = element('span');
  const save = saveMenu({
    ...{ strings: strings.saving, kinds: ['png', 'csv', 'json'] as const },
    isOffered: (kind) => kind !== 'png' || !kinds.isTable,
    content(kind) {
      const { surface, name } = shown;
      if (!surface) return undefined;
      numbers.setRows(surfaceRows(surface, strings));
      const content = {
        png: () => picture.png(),
        csv: () => numbers.csv(),
        json: () => JSON.stringify({ ...surface, losses: Array.from(surface.losses) }),
      };
      return { name, kind, content: content[kind]() };
    },
    save: (request) => client.call('saveFile', request),
    onFailure: fail,
  });
  const start = button({ label: strings.measure, hint: strings.measureHint, onClick: measure });
  const tools = toolbar(strings.tools, run, field, start, gap(), kinds.toggle.node, save);
  const empty = element('p', { class: 'empty', text: strings.empty });
  const body = element('div', { class: 'surface' }, pictured, numbers.node);
  const heading = element('h1', { class: 'spoken', text: strings.title });
  document.getElementById('view')?.replaceChildren(heading, tools, notice.node, empty, body);

  function draw(): void {
    const { surface } = shown;
    show(empty, surface === undefined);
    show(body, surface !== undefined);
    if (!surface) return;
    if (kinds.isTable) return numbers.setRows(surfaceRows(surface, strings));
    picture.draw(surface);
    const [first, second] = surface.explained.map(share);
    const note = (text: string): HTMLElement => element('p', { class: 'note', text });
    around.replaceChildren(
      waysKey(surface, strings),
      legend(sequentialScale(...colorRange(surface.losses)), figure, strings.loss),
      note(strings.explained(first, second)),
      note(strings.plane),
      ...(surface.judged ? [note(strings.judged(count(surface.judged.used), count(surface.judged.of)))] : []),
      ...(surface.leftOut.length > 0 ? [note(strings.leftOut(surface.leftOut.join(', ')))] : []),
    );
  }

  onThemeChange(draw);
  return {
    notice: (event: LossSurfaceViewContract['events']['notice']) => notice.show(event),
    surface: (event: ShownSurface) => {
      shown = event;
      asked = { points: event.points, examples: event.examples };
      if (event.surface) notice.clear();
      run.textContent = event.name;
      run.title = strings.openRun(event.name);
      const { least, most } = SURFACE_POINTS;
      const change = (key: 'points' | 'examples') => (value: number) => void (asked = { ...asked, [key]: value });
      field.replaceChildren(
        numberField({ label: strings.points, value: asked.points, least, most, onChange: change('points') }),
        numberField({
          ...{ label: strings.examples, value: asked.examples, least: 0, most: SURFACE_EXAMPLES.most },
          onChange: change('examples'),
        }),
      );
      draw();
    },
  };
}

registerControls();
void connect<LossSurfaceViewContract, ViewState>({
  events: ['notice', 'surface'],
  defaults: { asTable: false },
  build,
});
