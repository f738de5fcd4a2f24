// The view of one batch: a training step down the page, from the texts to the update of a weight, each part with the lines of PyTorch or
// Keras that give the same numbers.

import type { ScriptLanguageName } from '../../protocol/batch';
import type { BatchViewContract, ShownStep } from '../../protocol/batchView';
import { count } from '../../protocol/figures';
import type { EventListeners } from '../../protocol/rpc';
import type { Connection } from '../shared/connect';
import { button, dropdown, numberField } from '../shared/controls';
import { element, say, show } from '../shared/element';
import { noticeArea, workNotice } from '../shared/notice';
import { gap, toolbar } from '../shared/toolbar';
import { inputTable, textsTable } from './inputTables';
import { layerStep } from './layerStep';
import { lossStep } from './lossStep';
import { parameterSteps } from './parameterSteps';
import { step, type Step } from './step';
import { batchStrings } from './strings';

export interface BatchState {
  example: number;
  language: ScriptLanguageName;
}

export const DEFAULTS: BatchState = { example: 0, language: 'torch' };

/** A longer list of examples is no choice any more. */
const MOST_EXAMPLES = 256;

export function batchView({
  client,
  t,
  state,
  keep,
}: Connection<BatchViewContract, BatchState>): EventListeners<BatchViewContract> {
  const strings = batchStrings(t);
  const failure = noticeArea();
  const call = (name: 'cancel' | 'again'): void => void client.call(name, {}).catch(failure.fail);
  const notice = workNotice(strings, { onCancel: () => call('cancel'), onAgain: () => call('again') });
  const facts = element('p', { class: 'facts', attributes: { role: 'status', 'aria-live': 'polite' } });
  const number = element('span');
  const examples = element('span');
  const languages = dropdown(
    strings.language,
    (['torch', 'keras'] as const).map((value) => ({ value, label: strings.languages[value] })),
    state.language,
    (language) => (keep({ language }), steps.forEach((each) => each.setLanguage(language))),
  );
  const save = button({
    ...{ label: strings.saveScript, hint: strings.saveHint },
    onClick: () => void client.call('saveScript', { language: state.language }).catch(failure.fail),
  });
  const tools = toolbar(strings.tools, number, examples, languages, gap(), save);
  const notes = element('div');
  const body = element('div', { class: 'steps', attributes: { role: 'region', 'aria-label': strings.steps } });
  for (const node of [tools, body]) show(node, false);
  const heading = element('h1', { class: 'spoken', text: strings.title });
  document.getElementById('view')?.replaceChildren(heading, tools, notice.node, failure.node, facts, notes, body);
  let steps: Step[] = [];
  let onExample: ((example: number) => void)[] = [];

  function adopt(found: ShownStep): void {
    const { batch, batches, epoch, inputs, network, texts, lines } = found;
    say(facts, strings.facts(count(found.step), count(batch + 1), count(batches), count(epoch + 1)));
    notes.replaceChildren(...found.notices.map((text) => element('p', { class: 'note', text })));
    const onBatch = (value: number): void => void client.call('look', { batch: value - 1 }).catch(failure.fail);
    const field = { label: strings.batchNumber, value: batch + 1, least: 1, most: batches };
    number.replaceChildren(numberField({ ...field, onChange: onBatch }));
    drawExamples(examplesOf(found), texts);
    const ask = (request: { tensor: number; example: number; head: number }) => client.call('tensor', request);
    const layers = network.layers.map((_, i) => layerStep(found, i, { ask, strings }));
    const loss = lossStep(found, client, strings);
    const learned = parameterSteps(found, {
      ask: (parameter) => client.call('parameter', { parameter }),
      strings,
    });
    const note = element('p', { class: 'note', text: strings.inputsNote });
    const fed = [note, ...inputs.flatMap((input) => inputTable(input, strings))];
    const beginning = textsTable(found, strings);
    steps = [
      ...(beginning.length > 0 ? [step(strings.texts, beginning, undefined, strings)] : []),
      step(strings.inputs, fed, undefined, strings),
      ...layers.flatMap(({ nodes }, i) => {
        const { place } = network.layers[i];
        return place.kind === 'input' ? [] : [step(strings.layer(place), nodes, lines.layers[i], strings)];
      }),
      step(strings.lossTitle, loss.nodes, lines.loss, strings),
      step(strings.gradients, learned.gradients, lines.gradients, strings),
      step(strings.update, learned.update, lines.update, strings),
    ];
    body.replaceChildren(...steps.map(({ node }) => node));
    steps.forEach((each) => each.setLanguage(state.language));
    onExample = [...layers.map((each) => each.setExample), loss.setExample];
    for (const node of [tools, body]) show(node, true);
    setExample(Math.min(state.example, examplesOf(found) - 1));
  }

  function setExample(example: number): void {
    keep({ example });
    for (const draw of onExample) draw(example);
  }

  function drawExamples(all: number, texts: string[][] | undefined): void {
    const choices = Array.from({ length: Math.min(all, MOST_EXAMPLES) }, (_, i) => ({
      value: String(i),
      label: texts ? strings.exampleName(i + 1, texts[i].join(' | ').slice(0, 40)) : String(i + 1),
    }));
    const chosen = String(Math.min(state.example, all - 1));
    examples.replaceChildren(dropdown(strings.exampleChoice, choices, chosen, (value) => setExample(Number(value))));
  }

  return {
    notice: notice.show,
    step(found) {
      notice.clear();
      failure.clear();
      adopt(found);
    },
  };
}

/** How many examples tensors have. */
const examplesOf = ({ network, examples }: ShownStep): number =>
  network.tensors.flatMap(({ axes }) => axes.filter(({ kind }) => kind === 'batch')).at(0)?.length ?? examples;
