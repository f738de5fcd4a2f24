// A field to try the model: the probabilities of all labels, a number, or the tags of all tokens, and the text as the model saw it.

import { type Answer, labelOf } from '../../protocol/answer';
import type { AttributionReply, ShareQuestion } from '../../protocol/attribution';
import { LabError } from '../../protocol/labError';
import { labelNodes, saidLabel } from '../shared/answers/labelAnswer';
import { numberNodes, saidNumber } from '../shared/answers/numberAnswer';
import { saidTags, tagsNodes } from '../shared/answers/tagsAnswer';
import { button, keepName } from '../shared/controls';
import { element, say, show } from '../shared/element';
import { latest } from '../shared/latest';
import { patience } from '../shared/patience';
import { sharesPart, type SharesOptions } from '../shared/shares/sharesPart';
import type { RunStrings } from './strings';

export interface TryOptions {
  strings: RunStrings;
  text: string;
  ask(text: string, signal: AbortSignal): Promise<Answer>;
  onText(text: string): void;
  shares: Pick<SharesOptions, 'state' | 'keep'> & {
    ask(text: string, question: ShareQuestion, signal: AbortSignal): Promise<AttributionReply>;
  };
}

export interface TryView {
  node: HTMLElement;
  /** @param arePairs two texts are read together */
  setUsable(usable: boolean, arePairs?: boolean): void;
}

/** Labels, numbers and tags; what is written has the playground. */
function drawn(answer: Answer, { answers }: RunStrings): { nodes: Node[]; said: string } {
  if (answer.kind === 'tags') return { nodes: tagsNodes(answer, answers), said: saidTags(answer, answers) };
  if (answer.kind === 'number') return { nodes: numberNodes(answer, answers), said: saidNumber(answer) };
  const labelled = labelOf(answer);
  return { nodes: labelNodes(labelled, answers), said: saidLabel(labelled, answers) };
}

export function tryModel({ strings, text, ask, onText, shares: asking }: TryOptions): TryView {
  const input = element('vscode-text-area', {
    attributes: {
      rows: '3',
      resize: 'vertical',
      placeholder: strings.tryPlaceholder,
      'aria-label': strings.tryPlaceholder,
    },
  }) as HTMLElement & { value: string };
  keepName(input, strings.tryPlaceholder);
  input.value = text;
  const status = element('p', { class: 'note', attributes: { role: 'status', 'aria-live': 'polite' } });
  const result = element('div', { class: 'prediction' });
  let answered = '';
  const shares = sharesPart({
    ...{ ...asking, strings: strings.shares },
    ask: (question, signal) => asking.ask(answered, question, signal),
  });
  const go = button({ label: strings.predict, primary: true, onClick: run });
  const none = element('p', { class: 'empty', text: strings.noModel });
  const form = element(
    'div',
    { class: 'try' },
    input,
    element('div', { class: 'row' }, go, shares.toggle.node, status),
    shares.node,
    result,
  );
  const { wait, end } = patience();
  const questions = latest();

  function run(): void {
    const asked = input.value;
    if (asked.trim() === '') return;
    wait(() => say(status, strings.predicting));
    void questions.ask((signal) => ask(asked, signal), {
      onAnswer(reply) {
        end();
        const { nodes, said } = drawn(reply, strings);
        result.replaceChildren(...nodes);
        say(status, said);
        answered = asked;
        shares.renew();
      },
      onFailure(error) {
        end();
        result.replaceChildren();
        shares.clear();
        say(status, LabError.toData(error).message);
      },
    });
  }

  input.addEventListener('input', () => onText(input.value));
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    onText(input.value);
    run();
  });
  return {
    node: element('div', {}, none, form),
    setUsable(usable, arePairs = false) {
      input.setAttribute('placeholder', arePairs ? strings.tryPair : strings.tryPlaceholder);
      show(none, !usable);
      show(form, usable);
    },
  };
}
