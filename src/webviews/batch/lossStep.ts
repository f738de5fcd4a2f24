// From the logits of one example to its probabilities and its share of the loss, where an example has one right answer of several.

import type { BatchViewContract, ShownStep } from '../../protocol/batchView';
import type { Client } from '../../protocol/rpc';
import { figure, share } from '../../protocol/figures';
import { element } from '../shared/element';
import { cell, nameCell, numberCell, plainTable, row, scrollable } from '../shared/plainTable';
import type { BatchStrings } from './strings';

/** More answers are no table to read. */
const MOST_ANSWERS = 64;

export interface LossStep {
  nodes: HTMLElement[];
  setExample(example: number): void;
}

export function lossStep(found: ShownStep, client: Client<BatchViewContract>, strings: BatchStrings): LossStep {
  const { network, inputs, loss } = found;
  const logits = network.tensors.findIndex(
    ({ name, axes }) => name === 'logits' && axes.map(({ kind }) => kind).join() === 'batch,class',
  );
  const classes = logits < 0 ? 0 : network.tensors[logits].axes[1].length;
  const targets = inputs.find(
    ({ shape, names, data }) => shape.length === 1 && names !== undefined && data instanceof Int32Array,
  );
  const place = element('div');

  async function draw(example: number): Promise<void> {
    if (!targets || classes < 2 || classes > MOST_ANSWERS) return;
    const { values } = await client.call('tensor', { tensor: logits, example, head: 0 });
    const most = Math.max(...values);
    const powers = Array.from(values, (value) => Math.exp(value - most));
    const total = powers.reduce((sum, power) => sum + power, 0);
    const right = Number(targets.data[example]);
    const rows = powers.map((power, i) =>
      row(
        nameCell(targets.names?.[i] ?? String(i)),
        ...[numberCell(figure(values[i])), numberCell(share(power / total)), cell(i === right ? '✓' : '')],
      ),
    );
    const headings = [
      { text: strings.answer },
      { text: strings.logit, isNumeric: true },
      { text: strings.probability, isNumeric: true },
      { text: strings.isTarget },
    ];
    place.replaceChildren(scrollable(strings.answers, plainTable({ label: strings.answers, headings, rows })));
    if (right >= 0 && right < powers.length)
      place.append(element('p', { text: strings.ownLoss(figure(-Math.log(powers[right] / total))) }));
  }

  return {
    nodes: [element('p', { class: 'loss', text: strings.lossIs(String(Number(loss.toPrecision(7)))) }), place],
    setExample: (example) => void draw(example).catch(() => undefined), // another step is shown meanwhile
  };
}
