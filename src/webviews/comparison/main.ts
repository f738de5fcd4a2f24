// The view of two runs compared on the same data: what it comes to, the figures, and the examples that differ most.

import type { ComparisonViewContract, RunComparison } from '../../protocol/comparisonView';
import { count } from '../../protocol/figures';
import { LabError } from '../../protocol/labError';
import { type Connection, connect } from '../shared/connect';
import { button, registerControls } from '../shared/controls';
import { element, say, show } from '../shared/element';
import { workNotice } from '../shared/notice';
import { saveMenu } from '../shared/saveMenu';
import { gap, toolbar } from '../shared/toolbar';
import { examplesView } from './examples';
import { figuresTable, LETTERS, signatures, verdict } from './figures';
import { comparisonStrings } from './strings';
import '../shared/view.css';
import '../shared/question.css';
import './comparison.css';

function build({ client, t }: Connection<ComparisonViewContract, object>) {
  const strings = comparisonStrings(t);
  let comparison: RunComparison | undefined;
  const fail = (error: unknown): void => notice.show({ kind: 'error', message: LabError.toData(error).message });
  const call = (name: 'cancel' | 'again'): void => void client.call(name, {}).catch(fail);
  const notice = workNotice(strings, { onCancel: () => call('cancel'), onAgain: () => call('again') });
  const runs = element('span', { class: 'row runs' });
  const examples = examplesView(strings, (index) => void client.call('reveal', { index }).catch(fail));
  const again = button({ label: strings.again, hint: strings.againHint, onClick: () => call('again') });
  const save = saveMenu({
    ...{ strings: strings.saving, kinds: ['csv'] as const },
    content: (kind) =>
      comparison && { name: comparison.runs.map(({ name }) => name).join(' '), kind, content: examples.csv() },
    save: (request) => client.call('saveFile', request),
    onFailure: fail,
  });
  const tools = toolbar(strings.tools, runs, gap(), again, save);
  const summary = element('p', { class: 'verdict', attributes: { role: 'status', 'aria-live': 'polite' } });
  const facts = element('p', { class: 'note' });
  const figures = element('div', {
    class: 'scroll',
    attributes: { tabindex: '0', role: 'group', 'aria-label': strings.figures },
  });
  const body = element('div', { class: 'compared' }, summary, facts, figures, examples.node);
  const heading = element('h1', { class: 'spoken', text: strings.title });
  for (const node of [tools, body]) show(node, false);
  document.getElementById('view')?.replaceChildren(heading, tools, notice.node, body);

  const openRun = (index: number): HTMLElement => {
    const { id, name } = (comparison as RunComparison).runs[index];
    return button({
      label: strings.openRun(LETTERS[index], name),
      hint: strings.openRunHint(id),
      onClick: () => void client.call('openRun', { index }).catch(fail),
    });
  };

  return {
    notice: (event: ComparisonViewContract['events']['notice']) => notice.show(event),
    comparison: (event: RunComparison) => {
      notice.clear();
      comparison = event;
      for (const node of [tools, body]) show(node, true);
      runs.replaceChildren(...LETTERS.map((_, index) => openRun(index)));
      say(summary, verdict(event, strings));
      const judged = strings.judged[event.unit](event.source, count(event.count));
      say(facts, [judged, ...signatures(event, strings)].join(' · '));
      figures.replaceChildren(figuresTable(event, strings));
      examples.draw(event);
    },
  };
}

registerControls();
void connect<ComparisonViewContract, object>({ events: ['notice', 'comparison'], defaults: {}, build });
