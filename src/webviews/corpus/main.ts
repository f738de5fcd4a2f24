// The corpus view: what is in a file. A toolbar, the figures in a line, two pictures, and lists that lead to lines.

import 'uplot/dist/uPlot.min.css';
import type { CorpusOverview, CorpusViewContract } from '../../protocol/corpusView';
import { titleOfEncoding } from '../../protocol/encodings';
import { bytes, count, duration, figure } from '../../protocol/figures';
import { LabError } from '../../protocol/labError';
import { type Connection, connect } from '../shared/connect';
import { button, dropdown, registerControls } from '../shared/controls';
import { element, say, show } from '../shared/element';
import { noticeArea } from '../shared/notice';
import { sidePanel, type SideState } from '../shared/sidePanel';
import { gap, toolbar as toolbarLine } from '../shared/toolbar';
import { lengthsView } from './lengths';
import { findingsView, labelsView, ngramsView } from './lists';
import { type OddLinesState, oddLinesView } from './oddLines';
import { type CorpusStrings, corpusStrings } from './strings';
import { zipfView } from './zipf';
import '../shared/view.css';
import './corpus.css';

interface CorpusViewState extends SideState, OddLinesState {
  text: string;
  label: string;
}

const DEFAULTS: CorpusViewState = {
  ...{ text: '', label: '', oddRun: '', oddBy: 'character' },
  ...{ details: true, section: 'findings', sideWidth: 0 },
};
type List = CorpusViewContract['calls']['reveal']['request']['list'];

function build({ client, t, state, keep }: Connection<CorpusViewContract, CorpusViewState>) {
  const strings = corpusStrings(t);
  const fail = (error: unknown): void => {
    const { code, message } = LabError.toData(error);
    if (code !== 'CANCELLED') notice.show({ kind: 'error', message });
  };
  const call = (name: 'cancel' | 'again' | 'chooseTest' | 'chooseEncoding' | 'clearTest'): void =>
    void client.call(name, {}).catch(fail);
  const notice = noticeArea({
    working: button({ label: strings.cancel, onClick: () => call('cancel') }),
    error: button({ label: strings.again, onClick: () => call('again') }),
  });
  const ask = (): void => void client.call('count', { text: state.text, label: state.label }).catch(fail);

  let overview: CorpusOverview | undefined;
  let oddVersion: number | undefined;
  const reveal = (list: List) => (index: number) => {
    if (overview && index >= 0) void client.call('reveal', { version: overview.version, list, index }).catch(fail);
  };
  const title = element('h1');
  const columns = element('span', { class: 'row' });
  const compare = button({ label: strings.compare, hint: strings.compareHint, onClick: () => call('chooseTest') });
  const encoding = button({
    label: strings.encoding,
    hint: strings.encodingHint,
    onClick: () => call('chooseEncoding'),
  });
  const stop = button({ label: '', onClick: () => call('clearTest') });
  const findings = findingsView(strings, reveal('findings'));
  const ngrams = ngramsView(strings, reveal('ngrams'));
  const labels = labelsView(strings, reveal('labels'));
  const oddLines = oddLinesView({
    ...{ strings, client, state, keep, onPick: reveal('oddLines') },
    title: () => overview?.title ?? '',
  });
  const side = sidePanel({
    ...{ button: strings.details, label: strings.sections, sash: strings.sash, state, keep },
    parts: [
      { id: 'findings', label: strings.findings, content: findings.node },
      { id: 'ngrams', label: strings.ngrams, content: ngrams.node },
      { id: 'labels', label: strings.labels, content: labels.node },
      { id: 'odd', label: strings.oddLines, content: oddLines.node },
    ],
  });
  const toolbar = toolbarLine(strings.tools, title, columns, encoding, compare, stop, gap(), side.toggle.node);
  const status = element('p', { class: 'status', attributes: { role: 'status', 'aria-live': 'polite' } });
  const notes = element('p', { class: 'notices' });

  const zipf = zipfView(strings);
  const lengths = lengthsView(strings);
  const empty = element('p', { class: 'empty', text: strings.nothing });
  const pictures = element('div', { class: 'charts' }, zipf.node, lengths.node);
  const main = element('section', { class: 'main' }, empty, pictures);
  const body = element('div', { class: 'body' }, main, side.node);
  for (const node of [body, notes, stop]) show(node, false);
  document.getElementById('view')?.replaceChildren(toolbar, status, notes, notice.node, body);
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'f' || !(event.ctrlKey || event.metaKey) || side.node.hidden) return;
    event.preventDefault();
    ngrams.focusSearch();
  });

  function drawColumns({ columns: found }: CorpusOverview): void {
    show(columns, found !== undefined);
    if (!found) return;
    const all = found.all.map((name) => ({ value: name, label: name }));
    const change = (next: Partial<CorpusViewState>): void => {
      keep(next);
      ask();
    };
    const none = { value: '', label: strings.noLabel };
    columns.replaceChildren(
      dropdown(strings.textColumn, all, found.text, (text) => change({ text })),
      dropdown(strings.labelColumn, [none, ...all], found.label ?? '', (label) => change({ label })),
    );
  }

  ask();
  return {
    notice: (event: CorpusViewContract['events']['notice']) => notice.show(event),
    overview: (event: CorpusOverview) => {
      notice.clear();
      const isNews = overview?.version !== event.version;
      overview = event;
      if (!isNews) return;
      say(title, event.title);
      title.title = event.title;
      show(stop, event.testTitle !== undefined);
      say(stop, strings.stopComparing(event.testTitle ?? ''));
      drawColumns(event);
      say(encoding, titleOfEncoding(event.encoding));
      const ratio = element('span', { text: strings.ratio(figure(event.typeTokenRatio)), title: strings.ratioHint });
      status.replaceChildren(summaryOf(event, strings), ' · ', ratio, ` · ${duration(event.seconds)}`);
      const told = [...event.notices, ...estimatesOf(event, strings)];
      say(notes, told.join(' '));
      show(notes, told.length > 0);
      show(body, true);
      show(empty, event.tokens === 0);
      show(pictures, event.tokens > 0);
      zipf.draw(event.zipf);
      lengths.draw(event.lengths);
      for (const list of [findings, ngrams, labels]) list.draw(event);
      if (oddVersion !== event.version) oddLines.forget();
    },
    scorers: ({ runs }: CorpusViewContract['events']['scorers']) => oddLines.offer(runs),
    oddNotice: (event: CorpusViewContract['events']['oddNotice']) => oddLines.tell(event),
    oddLines: (event: CorpusViewContract['events']['oddLines']) => {
      oddVersion = event.version;
      oddLines.draw(event);
    },
  };
}

function summaryOf(overview: CorpusOverview, strings: CorpusStrings): string {
  const { lines, empty, characters, tokens, types, once, duplicates, test, testTitle = '' } = overview;
  return [
    strings.size(bytes(overview.bytes), titleOfEncoding(overview.encoding)),
    strings.lines(count(lines), count(empty)),
    strings.characters(count(characters)),
    strings.words(count(tokens), `${overview.estimates.words ? '≈ ' : ''}${count(types)}`),
    ...(once === undefined ? [] : [strings.once(count(once))]),
    strings.duplicates(count(duplicates)),
    ...(test ? [strings.leaked(count(test.leaked), count(test.lines), testTitle)] : []),
  ].join(' · ');
}

function estimatesOf({ estimates }: CorpusOverview, strings: CorpusStrings): string[] {
  const { sampledTexts } = estimates;
  const kinds = ['words', 'pairs', 'triples'] as const;
  const counts = kinds.flatMap((kind) => {
    const estimate = estimates[kind];
    return estimate ? [strings.estimated[kind](count(estimate.limit), count(estimate.error))] : [];
  });
  return sampledTexts === undefined ? counts : [...counts, strings.estimated.texts(count(sampledTexts))];
}

registerControls();
void connect<CorpusViewContract, CorpusViewState>({
  events: ['notice', 'overview', 'scorers', 'oddNotice', 'oddLines'],
  defaults: DEFAULTS,
  build,
});
