// What a comparison comes to, as one sentence: who is better, by how much, how that was judged, and what would be needed.

import assert from 'node:assert/strict';
import { differenceText, isSignificant, type Judged, metricLabel, probabilityText, verdict } from '../../src/protocol/verdict'; // prettier-ignore
import { paired } from '../support/comparison';

const t = (text: string, ...values: string[]): string =>
  text.replace(/\{(\d)\}/g, (_, place: string) => values[Number(place)]);

const judged: Judged = {
  ...{ names: ['old', 'new'], metric: 'accuracy', seeds: [3, 5], texts: 1000, comparisons: 1 },
};
const figure = (difference: number, p: number, more = {}) =>
  paired(difference, p, { low: difference - 0.01, high: difference + 0.01, ...more });
const says = (of: ReturnType<typeof figure>, more: Partial<Judged> = {}): string =>
  verdict(of, { ...judged, ...more }, t).replaceAll('\u202f', ' ');

describe('what a comparison comes to', () => {
  const bootstrap = 'paired bootstrap, 1 000 test texts';

  it('is which of the two is better, as the figure has it', () => {
    assert.equal(says(figure(0.02, 0.0004)), `new is better than old by 2.0 points of accuracy [1.0, 3.0], p < 0.001 (${bootstrap})`); // prettier-ignore
    assert.equal(says(figure(-0.02, 0.049)), `old is better than new by 2.0 points of accuracy [1.0, 3.0], p = 0.049 (${bootstrap})`); // prettier-ignore
    assert.equal(says(figure(-0.5, 0.001), { metric: 'loss' }), `new is better than old by 0.500 loss [0.490, 0.510], p = 0.001 (${bootstrap})`); // prettier-ignore
    assert.match(says(figure(0.5, 0.01), { metric: 'bleu' }), /^new is better than old by 0\.50 BLEU \[0\.49, 0\.51\]/);
  });

  it('goes by the corrected probability, and tells how many were compared', () => {
    assert.ok(isSignificant({ adjusted: 0.0499 }) && !isSignificant({ adjusted: 0.05 }));
    assert.match(says(figure(0.02, 0.01, { adjusted: 0.05 }), { comparisons: 2 }), /^old and new cannot be told apart .* p = 0\.050 \(paired bootstrap, 1 000 test texts; corrected for 2 comparisons by Holm\)$/); // prettier-ignore
  });

  it('is of as many seeds as the smaller of two groups has, where seeds were compared', () => {
    const welch = figure(0.005, 0.4, { test: 'welch', needed: 1234 });
    assert.equal(says(welch), 'old and new cannot be told apart with n = 3: a difference of 0.5 points of accuracy [−0.5, 1.5], p = 0.400 (Welch’s t, 3 and 5 seeds); about 1 300 seeds of each would be needed'); // prettier-ignore
    assert.match(says(welch, { seeds: [9, 4] }), /n = 4: .* 9 and 4 seeds/);
  });

  it('says what would be needed, to two digits, only where that is more than there was', () => {
    const needed = (texts?: number) => /; about (.*) test texts/.exec(says(figure(0.005, 0.4, { needed: texts })))?.[1];
    assert.deepEqual([undefined, 999, 1000, 1001, 1100, 1101, 12_001].map(needed), [undefined, undefined, undefined, '1 100', '1 100', '1 200', '13 000']); // prettier-ignore
    const few = (seeds: number) => /; about (.*) seeds/.exec(says(figure(0.005, 0.4, { test: 'welch', needed: seeds })))?.[1]; // prettier-ignore
    assert.deepEqual([4, 9, 10, 99, 101].map(few), ['4', '9', '10', '99', '110']);
  });

  it('turns an interval round with its difference', () => {
    assert.match(says(paired(-0.01, 0.4, { low: -0.05, high: 0.03 })), /1\.0 points of accuracy \[−3\.0, 5\.0\]/);
    assert.match(says(paired(0, 0.4, { low: -0.05, high: 0.03 })), /0\.0 points of accuracy \[−5\.0, 3\.0\]/);
  });
});

describe('differences', () => {
  it('have a sign where there is one, and small shares a digit more', () => {
    const texts = [0.125, -0.125, 0, 0.001, 0.00099, -0.00099].map((value) => differenceText('accuracy', value));
    assert.deepEqual(texts, ['+12.5', '−12.5', '0.0', '+0.1', '+0.10', '−0.10']);
    assert.deepEqual([differenceText('accuracy', 0.0004), differenceText('loss', -0.0004)], ['+0.04', '−4.00e−4']);
  });

  it('have a chance of three digits', () =>
    assert.deepEqual([0, 0.0009, 0.001, 0.0016, 1].map(probabilityText), ['< 0.001', '< 0.001', '0.001', '0.002', '1.000'])); // prettier-ignore

  it('are of what people call a figure', () =>
    assert.equal(
      metricLabel('macroF1', (text) => `<${text}>`),
      '<macro F1>',
    ));
});
