// The playground: a text, and what a run makes of it, while it is typed.

import { LabError } from '../../protocol/labError';
import type { PlaygroundContract, PlaygroundReply } from '../../protocol/playgroundView';
import type { EventListeners } from '../../protocol/rpc';
import { asking } from '../shared/asking';
import { askingPage } from '../shared/askingPage';
import type { Connection } from '../shared/connect';
import { textArea } from '../shared/controls';
import { element, say, show } from '../shared/element';
import { workNotice } from '../shared/notice';
import { questionOf, runDropdown, runQuestion } from '../shared/runQuestion';
import { sharesPart } from '../shared/shares/sharesPart';
import { gap, toolbar } from '../shared/toolbar';
import { outputControls } from './outputControls';
import { isPicturePath, pictureField } from './pictureField';
import { resultArea } from './resultArea';
import { playgroundStrings } from './strings';
import type { PlaygroundState } from './viewState';

type Question = PlaygroundContract['calls']['make']['request'];

/** Long enough not to run for each letter, short enough to follow. */
const REST_MS = 150;

export function playgroundView({
  client,
  t,
  state,
  keep,
}: Connection<PlaygroundContract, PlaygroundState>): EventListeners<PlaygroundContract> {
  const strings = playgroundStrings(t);
  const notice = workNotice(strings, {
    onCancel: () => (questions.cancel(), notice.clear()),
    onAgain: () => ask(true),
  });
  const questions = asking<Question, PlaygroundReply>({
    restMs: REST_MS,
    ask: (question, signal) => {
      notice.show({ kind: 'working', message: strings.working });
      return client.call('make', question, { signal });
    },
    onAnswer: draw,
    onFailure: fail,
  });
  const question = runQuestion({
    ...{ state, keep, most: 1, onAsk: () => ask(true) },
    choices: (runs, select) => [runDropdown(strings.run, runs, state.selected[0], (id) => select([id]))],
    onTexts: () => (text.value = state.source),
    onRuns: (areThere) => page.show(areThere),
  });
  const controls = outputControls({
    ...{ strings, alternatives: state.alternatives },
    onAlternatives: (alternatives) => {
      keep({ alternatives });
      ask(true);
    },
    onOpen: (view) => void client.call('open', { view, run: state.selected[0], text: openable() }).catch(fail),
  });
  const pictures = pictureField({
    strings,
    load: async (path) => (await client.call('picture', { run: state.selected[0], path })).picture,
    onPicture() {
      const other = isPicturePath(state.source) ? '' : state.source; // a text for other runs stays
      keep({ source: pictures.picture?.path ?? other });
      ask(true);
    },
    onFailure: fail,
  });
  show(pictures.node, false);
  const text = textArea(strings.text, state.source, (typed) => {
    keep({ source: typed });
    ask(false);
  });
  const result = resultArea(strings);
  const shares = sharesPart({
    ...{ strings: strings.shares, state, keep },
    ask: (asked, signal) =>
      client.call('attribute', { ...asked, run: state.selected[0], text: state.source.trim() }, { signal }),
  });
  show(shares.toggle.node, false);
  const empty = element('p', { class: 'empty', text: strings.noText });
  const body = element('div', { class: 'play' }, pictures.node, text, notice.node, empty, shares.node, ...result.nodes);
  const page = askingPage(strings, {
    top: [
      toolbar(strings.tools, question.node, controls.count, gap(), result.time, shares.toggle.node, ...controls.links),
    ],
    body,
  });
  pictures.listenOn(body);

  const readsPictures = (): boolean => question.asked[0]?.readsPictures ?? false;

  /** What other views can be asked: a text, or the file of a picture. */
  const openable = (): string => (readsPictures() ? (pictures.picture?.path ?? '') : state.source.trim());

  /** Of a picture its content. */
  function asked(): string {
    if (!readsPictures()) return state.source.trim();
    return pictures.picture?.content ?? '';
  }

  function draw(reply: PlaygroundReply): void {
    notice.clear();
    const { isSearched, hasShares } = result.draw(reply, readsPictures() ? pictures.picture?.content : undefined);
    controls.show(isSearched, openable() !== '');
    show(shares.toggle.node, hasShares);
    if (hasShares) shares.renew();
    else shares.clear();
  }

  function fail(error: unknown): void {
    const { code, message } = LabError.toData(error);
    if (code === 'CANCELLED') return notice.clear();
    result.clear();
    shares.clear();
    notice.show({ kind: 'error', message });
  }

  function ask(atOnce: boolean): void {
    const [run] = state.selected;
    show(pictures.node, readsPictures());
    show(text, !readsPictures());
    const isOther = readsPictures() && isPicturePath(state.source) && state.source !== pictures.picture?.path;
    if (isOther) return pictures.take(state.source);
    const source = asked();
    say(empty, readsPictures() ? strings.noPicture : strings.noText);
    show(empty, source === '');
    void client.call('keep', { ...questionOf(state), target: '' }).catch(fail);
    if (source !== '') return questions.ask({ run, text: source, alternatives: state.alternatives }, atOnce);
    questions.cancel();
    notice.clear();
    result.clear();
    shares.clear();
  }

  return { notice: notice.show, question: question.offer };
}
