// The gradients of all parameters with a heat map of one of them, and the update of one weight in it.

import type { BatchPart } from '../../protocol/batch';
import type { ShownStep } from '../../protocol/batchView';
import { count, figure } from '../../protocol/figures';
import { legend } from '../shared/colorScale';
import { dropdown } from '../shared/controls';
import { element, say, show } from '../shared/element';
import { cell, nameCell, numberCell, plainTable, row, scrollable } from '../shared/plainTable';
import { tensorMap } from '../shared/tensorMap';
import { onThemeChange } from '../shared/theme';
import { symbolOf, writtenFormula } from './formula';
import type { BatchStrings } from './strings';

export interface ParameterSteps {
  gradients: HTMLElement[];
  update: HTMLElement[];
}

interface Options {
  ask(parameter: number): Promise<BatchPart>;
  strings: BatchStrings;
}

export function parameterSteps(found: ShownStep, { ask, strings }: Options): ParameterSteps {
  const { parameters, gradientNorm, clippedNorm, learningRate, optimizer } = found;
  const isClipped = clippedNorm < gradientNorm * 0.999999;
  const norms = isClipped
    ? strings.clipped(figure(gradientNorm), figure(clippedNorm))
    : strings.gradientNorm(figure(gradientNorm));
  let chosen = parameters.findIndex(({ isFrozen }) => !isFrozen);
  let part: BatchPart | undefined;
  let which = 'gradient';
  let at = 0;
  const map = tensorMap({ onCell: (across, down) => part && chooseWeight(across * part.columns + down) });
  const kinds = element('span');
  const key = element('div');
  const shown = element('p', { class: 'note' });
  const title = element('h3');
  const table = element('div');
  const rule = element('div', { class: 'rule', attributes: { role: 'status', 'aria-live': 'polite' } });
  const buttons = parameters.map(({ name }, i) => {
    const node = element('button', { class: 'link', text: name, attributes: { type: 'button' } });
    node.addEventListener('click', () => choose(i));
    return node;
  });
  const rows = parameters.map(({ shape, norms: of, isFrozen }, i) =>
    row(
      element('th', { attributes: { scope: 'row' } }, buttons[i]),
      cell(`[${shape.join(', ')}]`),
      numberCell(figure(of.value)),
      ...(isFrozen
        ? [cell(strings.frozen), cell('')]
        : [numberCell(figure(of.gradient)), numberCell(figure(of.change))]),
    ),
  );
  const headings = [
    ...[{ text: strings.parameter }, { text: strings.shape }],
    ...[strings.valueNorm, strings.gradientColumn, strings.change].map((text) => ({ text, isNumeric: true })),
  ];

  function choose(parameter: number): void {
    chosen = parameter;
    buttons.forEach((node, i) => node.setAttribute('aria-pressed', String(i === parameter)));
    void ask(parameter).then(
      (answer) => {
        if (chosen !== parameter) return;
        part = answer;
        which = 'gradient';
        drawKinds(answer);
        draw();
        chooseWeight(greatest(answer.gradient));
      },
      () => undefined, // another step is shown meanwhile
    );
  }

  function drawKinds({ state }: BatchPart): void {
    const choices = [
      ...(['gradient', 'value', 'after'] as const).map((value) => ({
        value: value as string,
        label: strings.kinds[value],
      })),
      ...Object.keys(state).map((slot) => ({ value: `state ${slot}`, label: strings.stateOf(slot) })),
    ];
    kinds.replaceChildren(dropdown(strings.which, choices, which, (value) => ((which = value), draw())));
  }

  function draw(): void {
    if (!part) return;
    const { name, shape } = parameters[chosen];
    say(title, `${name} [${shape.join(', ')}]`);
    const values = { gradient: part.gradient, value: part.value, after: part.after }[which];
    const label =
      which === 'gradient' || which === 'value' || which === 'after'
        ? strings.kinds[which]
        : strings.stateOf(which.slice(6));
    map.show(
      {
        rows: part.rows.map((place) => strings.row(place + 1)),
        columns: Array.from({ length: part.columns }, (_, i) => strings.column(i + 1)),
        values: values ?? part.state[which.slice(6)].before,
      },
      strings.picture(label),
    );
    map.node.style.setProperty('--rows', String(Math.min(part.rows.length, 12)));
    const all = shape.length > 1 ? shape[0] : 1;
    show(shown, part.rows.length < all);
    say(shown, strings.partShown(count(part.rows.length), count(all)));
    drawKey();
  }

  const drawKey = (): void => {
    const { scale } = map;
    key.replaceChildren(...(scale ? [legend(scale, figure, '')] : []));
  };
  onThemeChange(drawKey); // after the map, whose scale it tells

  function chooseWeight(place: number): void {
    if (!part) return;
    at = place;
    drawUpdate(part);
  }

  function drawUpdate(of: BatchPart): void {
    const { name, scalars, isFrozen } = parameters[chosen];
    const place = `${name}[${of.rows[Math.floor(at / of.columns)]}, ${at % of.columns}]`;
    const gradient = of.gradient[at];
    const line = (what: string, symbol: string, before: number, after?: number): HTMLElement =>
      row(
        nameCell(what),
        cell(symbol),
        numberCell(digits(before)),
        after === undefined ? cell('') : numberCell(digits(after)),
      );
    const lines = [
      line(strings.weight, 'θ', of.value[at], of.after[at]),
      ...(isFrozen ? [] : [line(strings.gradientOf, 'g', gradient)]),
      ...Object.entries(of.state).map(([slot, { before, after }]) =>
        line(strings.stateOf(slot), symbolOf(slot), before[at], after[at]),
      ),
    ];
    const own = [
      { text: place },
      { text: '' },
      { text: strings.before, isNumeric: true },
      { text: strings.after, isNumeric: true },
    ];
    table.replaceChildren(scrollable(place, plainTable({ label: place, headings: own, rows: lines })));
    const weight = { at, part: of, scalars, norm: gradientNorm };
    const written = isFrozen ? [] : writtenFormula(found.formula, weight, (gradient * clippedNorm) / gradientNorm || 0);
    rule.replaceChildren(
      ...written.flatMap(({ symbols, numbers }) => [
        element('p', { class: 'symbols', text: symbols }),
        element('p', { class: 'numbersOf', text: numbers }),
      ]),
    );
  }

  if (chosen >= 0) choose(chosen);
  return {
    gradients: [
      element('p', { text: norms }),
      scrollable(strings.gradients, plainTable({ label: strings.gradients, headings, rows })),
      ...[title, element('div', { class: 'row choices' }, kinds), key, shown, map.node],
    ],
    update: [element('p', { text: strings.updateNote(optimizer, figure(learningRate)) }), table, rule],
  };
}

const greatest = (values: Float32Array): number => {
  let best = 0;
  values.forEach((value, i) => {
    if (Math.abs(value) > Math.abs(values[best])) best = i;
  });
  return best;
};

/** Seven digits: as many as the numbers have. */
const digits = (value: number): string => String(Number(value.toPrecision(7))).replace('-', '−');
