// The playground: a text, and what a run makes of it, while it is typed.

import type { OfferedQuestion, OfferedRun } from '../../protocol/attentionView';
import { duration } from '../../protocol/figures';
import { LabError } from '../../protocol/labError';
import type { PlaygroundContract, PlaygroundReply } from '../../protocol/playgroundView';
import { type Connection, connect } from '../shared/connect';
import { button, dropdown, registerControls, textArea } from '../shared/controls';
import { element, say, show } from '../shared/element';
import { noticeArea } from '../shared/notice';
import { drawAnswer } from './answers/drawAnswer';
import { asking } from './asking';
import { playgroundStrings } from './strings';
import '../shared/view.css';
import '../shared/question.css';
import './playground.css';

interface PlaygroundState {
  version: number;
  run: string;
  text: string;
  alternatives: number;
}

type Question = PlaygroundContract['calls']['make']['request'];

const DEFAULTS: PlaygroundState = { version: -1, run: '', text: '', alternatives: 3 };
const ALTERNATIVES = [1, 3, 5, 10];
/** Long enough not to run for each letter, short enough to follow. */
const REST_MS = 150;

function build({ client, t, state, keep }: Connection<PlaygroundContract, PlaygroundState>) {
  const strings = playgroundStrings(t);
  let runs: OfferedRun[] = [];
  const notice = noticeArea({
    working: button({ label: strings.cancel, onClick: () => (questions.cancel(), notice.clear()) }),
    error: button({ label: strings.again, onClick: () => ask(true) }),
  });
  const fail = (error: unknown): void => {
    const { code, message } = LabError.toData(error);
    if (code === 'CANCELLED') return notice.clear();
    result.replaceChildren();
    say(spoken, '');
    say(status, '');
    notice.show({ kind: 'error', message });
  };
  const questions = asking<Question, PlaygroundReply>({
    restMs: REST_MS,
    ask: (question, signal) => {
      notice.show({ kind: 'working', message: strings.working });
      return client.call('make', question, { signal });
    },
    onAnswer: draw,
    onFailure: fail,
  });

  const runChoice = element('span', { class: 'row' });
  const counts = ALTERNATIVES.map((value) => ({ value: String(value), label: strings.alternativeCount(value) }));
  const countChoice = dropdown(strings.alternatives, counts, String(state.alternatives), (value) => {
    keep({ alternatives: Number(value) });
    ask(true);
  });
  const open = (view: 'attention' | 'beam') => () =>
    void client.call('open', { view, run: state.run, text: state.text.trim() }).catch(fail);
  const links = [
    button({ label: strings.attention, hint: strings.attentionHint, onClick: open('attention') }),
    button({ label: strings.beam, hint: strings.beamHint, onClick: open('beam') }),
  ];
  const status = element('span', { class: 'note' });
  const toolbar = element(
    'div',
    { class: 'toolbar', attributes: { role: 'toolbar', 'aria-label': strings.tools } },
    ...[runChoice, countChoice, element('span', { class: 'gap' }), status, ...links],
  );
  const text = textArea(strings.text, state.text, (typed) => {
    keep({ text: typed });
    ask(false);
  });
  text.setAttribute('rows', '3');
  const result = element('div', { class: 'result' });
  const empty = element('p', { class: 'empty', text: strings.noText });
  const none = element('p', { class: 'empty', text: strings.noRuns });
  const spoken = element('p', { class: 'spoken', attributes: { role: 'status', 'aria-live': 'polite' } });
  const body = element('div', { class: 'play' }, text, notice.node, empty, result, spoken);
  const heading = element('h1', { class: 'spoken', text: strings.title });
  document.getElementById('view')?.replaceChildren(heading, toolbar, none, body);

  function draw(reply: PlaygroundReply): void {
    notice.clear();
    const { nodes, said, isSearched } = drawAnswer(reply.answer, strings);
    result.replaceChildren(...nodes);
    say(spoken, said);
    say(status, strings.took(duration(reply.seconds)));
    for (const node of [countChoice, ...links]) show(node, isSearched);
  }

  function ask(atOnce: boolean): void {
    const asked = state.text.trim();
    show(empty, asked === '');
    void client.call('keep', { selected: [state.run], source: state.text, target: '' }).catch(fail);
    if (asked !== '' && state.run !== '')
      return questions.ask({ run: state.run, text: asked, alternatives: state.alternatives }, atOnce);
    questions.cancel();
    notice.clear();
    result.replaceChildren();
    for (const node of [spoken, status]) say(node, '');
  }

  function drawRuns(): void {
    const choices = runs.map(({ id, name, detail }) => ({ value: id, label: `${name} · ${detail}` }));
    runChoice.replaceChildren(
      dropdown(strings.run, choices, state.run, (run) => {
        keep({ run });
        ask(true);
      }),
    );
  }

  for (const node of [toolbar, body, none, countChoice, ...links]) show(node, false);
  return {
    notice: (event: PlaygroundContract['events']['notice']) => notice.show(event),
    question: (event: OfferedQuestion) => {
      const isFirst = runs.length === 0;
      ({ runs } = event);
      for (const node of [toolbar, body]) show(node, runs.length > 0);
      show(none, runs.length === 0);
      if (runs.length === 0) return;
      const isNew = event.version !== state.version;
      if (isNew) {
        keep({ version: event.version, text: event.source, run: event.selected.at(0) ?? state.run });
        (text as HTMLElement & { value: string }).value = event.source;
      }
      const isThere = runs.some(({ id }) => id === state.run);
      if (!isThere) keep({ run: runs[0].id });
      drawRuns();
      if (isNew || isFirst || !isThere) ask(true);
    },
  };
}

registerControls();
void connect<PlaygroundContract, PlaygroundState>({ events: ['notice', 'question'], defaults: DEFAULTS, build });
