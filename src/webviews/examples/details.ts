// The panel at the side: groups, the chosen example in full, and the training examples nearest to it.

import type { Client } from '../../protocol/rpc';
import type { ExampleCondition } from '../../protocol/examples';
import type { ExamplesViewContract, ShownOverview } from '../../protocol/examplesView';
import { element, show } from '../shared/element';
import { latest } from '../shared/latest';
import { noticeArea } from '../shared/notice';
import { sharesPart } from '../shared/shares/sharesPart';
import { sidePanel, type SidePanel } from '../shared/sidePanel';
import { exampleNodes } from './chosenExample';
import { groupNodes } from './groups';
import { nearestNodes } from './nearest';
import type { ExamplesStrings } from './strings';
import type { ExamplesViewState } from './viewState';

interface DetailsOptions {
  client: Client<ExamplesViewContract>;
  strings: ExamplesStrings;
  state: Readonly<ExamplesViewState>;
  keep(change: Partial<ExamplesViewState>): void;
  onGroup(condition: ExampleCondition): void;
  onReveal(index: number): void;
}

export interface Details {
  panel: SidePanel;
  overview(overview: ShownOverview): void;
  /** Whether the run can be asked about its examples. */
  setExplains(canExplain: boolean): void;
  /** Another example is chosen, −1: none. */
  show(index: number, overview: ShownOverview): void;
}

export function details({ client, strings, state, keep, onGroup, onReveal }: DetailsOptions): Details {
  const note = (text: string): HTMLElement => element('p', { class: 'note', text });
  const filling = (): HTMLElement => element('div', { class: 'fill' });
  const parts = [
    { id: 'groups', label: strings.groups, content: filling() },
    { id: 'example', label: strings.example, content: element('div', {}, note(strings.noChosen)) },
    { id: 'nearest', label: strings.nearest, content: filling() },
  ];
  const [groups, example, nearest] = parts.map(({ content }) => content);
  nearest.append(note(strings.noChosen));
  const notice = noticeArea();
  const [examples, neighbors] = [latest(), latest()];
  let shown: { index: number; overview: ShownOverview } | undefined;
  let isAsked = false;
  let asked = { version: 0, index: -1 };
  let canExplain = false;
  let [isTold, isExplained] = [false, false];
  const shares = sharesPart({
    ...{ strings: strings.shares, state, keep },
    ask: (question, signal) => client.call('attribute', { ...question, ...asked }, { signal }),
  });
  const panel = sidePanel({
    ...{ button: strings.details, label: strings.sections, sash: strings.sash, parts, state, keep, head: notice.node },
    onSeen() {
      askNearest();
      explain();
    },
  });
  const fail = (error: unknown): void => notice.fail(error);

  /** Vectors of the training part are made only where they are seen. */
  function askNearest(): void {
    if (!shown || isAsked || panel.node.hidden || panel.section !== 'nearest') return;
    isAsked = true;
    const { index, overview } = shown;
    if (!overview.hasNearest) return nearest.replaceChildren(note(strings.noNearest));
    notice.show({ kind: 'working', message: strings.asking });
    const question = (signal: AbortSignal) => client.call('nearest', { version: overview.version, index }, { signal });
    const open = (place: number): void => void client.call('revealNearest', { place }).catch(fail);
    void neighbors.ask(question, {
      onAnswer(answer) {
        notice.clear();
        nearest.replaceChildren(...nearestNodes(answer, strings, open));
      },
      onFailure(error) {
        isAsked = false;
        notice.clear();
        notice.fail(error);
      },
    });
  }

  /** Models are at work only for what is seen. */
  function explain(): void {
    if (!canExplain || !isTold || isExplained || panel.node.hidden || panel.section !== 'example') return;
    isExplained = true;
    shares.renew();
  }

  return {
    panel,
    overview: (overview) => groups.replaceChildren(...groupNodes(overview, strings, onGroup)),
    setExplains(can) {
      canExplain = can;
      show(shares.toggle.node, can);
      if (can) return explain();
      shares.clear();
      isExplained = false;
    },
    show(index, overview) {
      shown = index < 0 ? undefined : { index, overview };
      isAsked = false;
      examples.drop();
      neighbors.drop();
      shares.clear();
      [isTold, isExplained] = [false, false];
      notice.clear();
      for (const content of [example, nearest]) content.replaceChildren(note(strings.noChosen));
      if (!shown) return;
      asked = { version: overview.version, index };
      void examples.ask((signal) => client.call('example', asked, { signal }), {
        onAnswer(answer) {
          example.replaceChildren(...exampleNodes(answer, { strings, shares, onReveal: () => onReveal(index) }));
          isTold = true;
          explain();
        },
        onFailure: fail,
      });
      askNearest();
    },
  };
}
