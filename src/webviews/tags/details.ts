// What is told of the chosen sentence, below the list: the sentence as a whole, its lattice, its best sequences, the transitions.

import type { TagsOverview, TagsViewContract } from '../../protocol/tagsView';
import type { Client } from '../../protocol/rpc';
import { LabError } from '../../protocol/labError';
import { element } from '../shared/element';
import { latest } from '../shared/latest';
import { noticeArea } from '../shared/notice';
import { sidePanel, type SidePanel } from '../shared/sidePanel';
import { onThemeChange } from '../shared/theme';
import { chosenSentence } from './chosenSentence';
import { lookOf } from '../shared/entityNodes';
import { latticeNodes } from './lattice';
import { sequenceNodes } from './sequences';
import type { TagsStrings } from './strings';
import { transitionNodes } from './transitions';
import type { TagsViewState } from './viewState';

type Calls = TagsViewContract['calls'];

interface DetailsOptions {
  client: Client<TagsViewContract>;
  strings: TagsStrings;
  state: Readonly<TagsViewState>;
  keep(change: Partial<TagsViewState>): void;
  reveal(index: number, error: number): void;
}

export interface Details {
  panel: SidePanel;
  /** Another sentence is chosen, −1: none; `overview`: of which all are. */
  show(index: number, overview: TagsOverview): void;
}

export function details({ client, strings, state, keep, reveal }: DetailsOptions): Details {
  const note = (): HTMLElement => element('p', { class: 'note', text: strings.noChosen });
  const parts = (['sentence', 'lattice', 'sequences', 'transitions'] as const).map((id) => ({
    ...{ id, label: strings[id], content: element('div', {}, note()) },
  }));
  const [sentence, lattice, sequences, transitions] = parts.map(({ content }) => content);
  const notice = noticeArea();
  const sentences = latest();
  const lattices = latest();
  let shown: { index: number; overview: TagsOverview } | undefined;
  let known: readonly string[] | undefined;
  /** The run, about the sentence that is shown. */
  let isAsked = false;
  let redraw = (): void => undefined;
  const panel = sidePanel({
    ...{ button: strings.details, label: strings.sections, sash: strings.sash, parts, state, keep },
    head: notice.node,
    onSeen: () => ask(),
  });
  panel.node.classList.add('below');
  onThemeChange(() => redraw());

  function show(index: number, overview: TagsOverview): void {
    shown = index < 0 ? undefined : { index, overview };
    isAsked = false;
    known = undefined;
    redraw = () => undefined;
    notice.clear();
    for (const { content } of parts) content.replaceChildren(note());
    sentences.drop();
    lattices.drop();
    if (!shown) return;
    const { version, types, canReveal } = overview;
    void sentences.ask((signal) => client.call('sentence', { version, index }, { signal }), {
      onAnswer: (answer) => {
        const more = canReveal ? { reveal: (error: number) => reveal(index, error) } : {};
        sentence.replaceChildren(...chosenSentence(answer, { look: lookOf(types), strings, ...more }));
        known = answer.tokens;
        ask();
      },
      onFailure: notice.fail,
    });
  }

  /** The run is asked only where its answer is seen, once it is known what about. */
  function ask(): void {
    const tokens = known;
    if (!shown || !tokens || isAsked || panel.node.hidden || panel.section === 'sentence' || panel.section === '')
      return;
    isAsked = true;
    const { index, overview } = shown;
    notice.show({ kind: 'working', message: strings.asking });
    const question = (signal: AbortSignal) => client.call('lattice', { version: overview.version, index }, { signal });
    void lattices.ask(question, {
      onAnswer: (answer) => {
        notice.clear();
        redraw = () => draw(answer, tokens);
        redraw();
      },
      onFailure: (error) => {
        isAsked = LabError.toData(error).code !== 'CANCELLED';
        notice.clear();
        notice.fail(error);
      },
    });
  }

  function draw(answer: Calls['lattice']['reply'], tokens: readonly string[]): void {
    lattice.replaceChildren(...latticeNodes(answer, tokens, strings));
    sequences.replaceChildren(...sequenceNodes(answer, tokens, strings));
    transitions.replaceChildren(...transitionNodes(answer, strings));
  }

  return { panel, show };
}
