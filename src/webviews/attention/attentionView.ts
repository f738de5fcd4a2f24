// The attention view: what is asked of which run, the maps of one run or of two side by side, and all heads to choose from.

import type { AttentionViewContract } from '../../protocol/attentionView';
import type { EventListeners } from '../../protocol/rpc';
import type { Connection } from '../shared/connect';
import { element } from '../shared/element';
import { askingPage } from '../shared/askingPage';
import { noticeArea } from '../shared/notice';
import { questionLine } from '../shared/questionLine';
import { questionOf, runQuestion } from '../shared/runQuestion';
import { runsSideBySide } from '../shared/runsSideBySide';
import { foldedOptions } from '../shared/foldedOptions';
import { saveMenu } from '../shared/saveMenu';
import { onThemeChange } from '../shared/theme';
import { gap, toolbar } from '../shared/toolbar';
import { choiceFields } from './choiceFields';
import { displayFields } from './displayFields';
import { isChosen, nearestChoice, withHead } from './headChoice';
import { headPanel } from './headPanel';
import { panePair, PANES } from './panePair';
import { attentionStrings } from './strings';
import type { AttentionState } from './viewState';

export function attentionView({
  client,
  t,
  state,
  keep,
}: Connection<AttentionViewContract, AttentionState>): EventListeners<AttentionViewContract> {
  const strings = attentionStrings(t);
  const notice = noticeArea();
  const panes = panePair({
    ...{ client, strings, onRow: (row) => heads.drawRow(row) },
    onLoaded: (isFirst) => change(isFirst ? nearestChoice(state, panes.heads) : {}),
  });
  const choice = choiceFields({
    strings,
    onKind: (kind) => change(nearestChoice({ ...state, kind }, panes.heads)),
    onLayer: (layer) => change({ layer }),
    onHeads: (numbers) => change({ heads: numbers }),
  });
  const display = displayFields({ strings, state, onChange: change });
  const heads = headPanel({
    ...{ strings, state, keep },
    onChoose: (head, isAdded) => change(withHead(state, head, isAdded)),
    onOrder: (order) => change({ order }),
  });
  const question = runQuestion({
    ...{ state, keep, most: PANES, onTexts: () => line.renew(), onAsk: ask },
    choices: (runs, select) => runsSideBySide(strings, runs, state.selected, select),
    onRuns: (areThere) => page.show(areThere),
  });
  const line = questionLine({ strings, state, keep, onAsk: ask, runs: question.node });
  const saving = saveMenu({
    ...{ strings: strings.saving, kinds: ['png', 'svg', 'csv'] as const },
    isOffered: (kind) => kind !== 'png' || state.mode !== 'table',
    content: (kind) => panes.content(kind, state),
    save: (request) => client.call('saveFile', request),
    onFailure: notice.fail,
  });
  const options = foldedOptions(
    { button: strings.options, isOpen: state.options, onOpen: (open) => keep({ options: open }) },
    ...display.options,
  );
  const tools = [choice.node, display.modes, options.toggle.node, gap(), saving, heads.toggle.node];
  const page = askingPage(strings, {
    top: [line.node, element('div', {}, toolbar(strings.tools, ...tools), options.node)],
    notices: [notice.node],
    body: element('div', { class: 'body' }, panes.node, heads.node),
  });

  /** Shows what is chosen; where the models differ, the second shows what it has of it. */
  function change(next: Partial<AttentionState>): void {
    keep(next);
    display.draw();
    choice.draw(panes.heads, state);
    panes.show(state);
    const ofKind = panes.heads.filter(({ kind }) => kind === state.kind);
    const chosen = ofKind.filter((head) => isChosen(state, head));
    heads.draw(ofKind, chosen);
    heads.drawRow(panes.row);
  }

  function ask(): void {
    void client.call('keep', questionOf(state)).catch(notice.fail);
    notice.clear();
    panes.ask(question.asked, { source: state.source.trim(), target: state.target.trim() });
    change({});
  }

  onThemeChange(() => {
    heads.forget();
    change({});
  });
  return { notice: notice.show, question: question.offer };
}
