// The tokens' view: up to four tokenizers over the same lines, a sample that is cut while it is typed, and at the side
// the figures of the tokenizer that is selected.

import { count } from '../../protocol/figures';
import { LabError } from '../../protocol/labError';
import type { TokensViewContract } from '../../protocol/tokensView';
import { type Connection, connect } from '../shared/connect';
import { button, registerControls, toggle } from '../shared/controls';
import { element, say, show } from '../shared/element';
import { noticeArea } from '../shared/notice';
import { gap, toolbar as toolbarLine } from '../shared/toolbar';
import { columnList } from './columnList';
import { comparedText } from './comparedText';
import { detailsPanel } from './detailsPanel';
import { lineLoader } from './lineLoader';
import { linesTable } from './linesTable';
import { sampleField } from './sampleField';
import { tokensStrings } from './strings';
import '../shared/view.css';
import './tokens.css';

/** Below this width the text needs the room more than its figures do. */
const ROOMY_PX = 700;

const DEFAULTS = {
  details: window.innerWidth > ROOMY_PX,
  section: 'vocabulary',
  sideWidth: 0,
  options: false,
  active: 0,
  differences: true,
  asTable: false,
  sample: '',
};

export type TokensViewState = typeof DEFAULTS;

type Overview = TokensViewContract['events']['overview'];

function build({ client, t, state, keep }: Connection<TokensViewContract, TokensViewState>) {
  const strings = tokensStrings(t);
  const notice = noticeArea();
  const fail = (error: unknown): void => {
    const { code, message } = LabError.toData(error);
    if (code !== 'CANCELLED' && code !== 'CLOSED') notice.show({ kind: 'error', message });
  };
  const detail = element('p', { class: 'detail', text: strings.hoverHint, attributes: { 'aria-live': 'polite' } });
  const onPoint = (text: string): void => say(detail, text);

  let overview: Overview | undefined;
  const text = comparedText({
    strings,
    label: strings.text,
    onPoint,
    onReveal: (place) => {
      if (overview?.canReveal) void client.call('reveal', place).catch(fail);
    },
  });
  const sample = sampleField({
    strings,
    text: state.sample,
    cut: async (request) => (await client.call('sample', request)).lines,
    onText: (next) => keep({ sample: next }),
    onPoint,
    onFailure: fail,
  });
  const details = detailsPanel({
    ...{ strings, client, state, keep },
    onToken: (column, token) => text.mark(column, token),
    onFailure: fail,
  });
  const columns = columnList({
    ...{ strings, client, active: state.active },
    onActive: (active) => {
      keep({ active });
      void client.call('activate', { column: active }).catch(fail);
      if (overview) details.draw(overview, active);
    },
    onFailure: fail,
  });
  const loader = lineLoader({ client, text, onLoaded: () => drawFoot(), onFailure: fail });

  const title = element('h1', { class: 'spoken' }); // the tab has it
  const differences = toggle(strings.differences, state.differences, (on) => {
    keep({ differences: on });
    showDifferences(on);
  });
  differences.node.title = strings.differencesHint;
  const borders = toggle(strings.borders, false, (on) => void client.call('showBorders', { on }).catch(fail));
  borders.node.title = strings.bordersHint;
  const reading = button({
    label: strings.reading,
    hint: strings.readingHint,
    onClick: () => void client.call('chooseReading', {}).catch(fail),
  });
  const notes = element('p', { class: 'notices' });
  show(notes, false);
  const asTable = toggle(strings.asTable, state.asTable, (on) => {
    keep({ asTable: on });
    drawFoot();
  });
  function showOptions(on: boolean): void {
    columns.node.classList.toggle('unfolded', on);
    options.node.setAttribute('aria-expanded', String(on));
    show(borders.node, on && overview !== undefined && overview.hasText && overview.canReveal);
  }
  const options = toggle(strings.options, state.options, (on) => {
    keep({ options: on });
    showOptions(on);
  });
  options.node.title = strings.optionsHint;
  const tools = [title, reading, columns.add, options.node, differences.node, borders.node, sample.field];
  const toolbar = toolbarLine(strings.tools, ...tools, gap(), asTable.node, details.toggle.node);
  const shownLines = element('span', { class: 'note' });
  const more = button({ label: strings.more, onClick: () => void loader.more() });
  const empty = element('p', { class: 'empty' });
  const twin = element('div', { class: 'twin' });
  const scroller = element('div', { class: 'scroller' }, empty, text.node, element('div', { class: 'row more' }, more));
  const main = element(
    'section',
    { class: 'main', attributes: { 'aria-label': strings.text } },
    element('div', { class: 'tops' }, columns.node),
    sample.node,
    scroller,
    twin,
    element('div', { class: 'row foot' }, detail, shownLines),
  );
  const body = element('div', { class: 'body' }, main, details.node);
  document.getElementById('view')?.replaceChildren(toolbar, notes, notice.node, body);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') text.mark(0, undefined);
    if (event.key !== 'f' || !(event.ctrlKey || event.metaKey) || details.node.hidden) return;
    event.preventDefault();
    details.focusSearch();
  });

  function showDifferences(on: boolean): void {
    text.showDifferences(on);
    sample.showDifferences(on);
  }

  /** `document · UTF-8`: what of the file is read, and how. */
  function drawReading({ reading: read }: Overview): void {
    const said = [read?.column, read?.encoding].filter((part) => part !== undefined);
    show(reading, read !== undefined);
    say(reading, said.length > 0 ? said.join(' · ') : strings.reading);
    say(notes, read?.notices.join(' ') ?? '');
    show(notes, read !== undefined && read.notices.length > 0);
  }

  function drawFoot(): void {
    if (!overview) return;
    const { loaded, total, hasMore } = loader.state();
    const hasText = overview.hasText && total > 0 && overview.columns.some(({ figures }) => figures?.tokenCount);
    say(shownLines, overview.hasText ? strings.linesShown(count(loaded), count(total)) : '');
    show(more, hasMore);
    show(scroller, !state.asTable);
    show(twin, state.asTable);
    show(empty, !hasText && overview.columns.every(({ notice: working }) => !working));
    say(empty, overview.hasText ? strings.noLines : strings.onlySample);
    twin.replaceChildren(
      ...(state.asTable
        ? [
            linesTable(
              strings,
              overview.columns.map(({ id }) => text.linesOf(id)),
            ),
          ]
        : []),
    );
  }

  showDifferences(state.differences);
  showOptions(state.options);
  return {
    overview: (event: Overview) => {
      overview = event;
      say(title, event.title);
      borders.set(event.showsBorders);
      showOptions(state.options);
      show(differences.node, event.columns.length > 1);
      drawReading(event);
      main.style.setProperty('--columns', String(event.columns.length));
      columns.draw(event);
      const versions = event.columns.map(({ id, figures }) => ({ id, version: figures?.version }));
      const ids = versions.map(({ id }) => id);
      text.setColumns(ids);
      sample.setColumns(versions);
      if (event.hasText) loader.draw(event);
      details.draw(event, columns.active());
      drawFoot();
    },
  };
}

registerControls();
void connect<TokensViewContract, TokensViewState>({ events: ['overview'], defaults: DEFAULTS, build });
