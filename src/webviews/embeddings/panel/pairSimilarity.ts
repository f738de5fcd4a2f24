// Two words or two texts, and how alike they are by each measure.

import { figure } from '../../../protocol/figures';
import { LabError } from '../../../protocol/labError';
import type { SimilarityReply } from '../../../protocol/wordQueries';
import { button } from '../../shared/controls';
import { element, liveText, say, show } from '../../shared/element';
import { latest } from '../../shared/latest';
import { nameCell, numberCell, row } from '../../shared/plainTable';
import type { EmbeddingsStrings } from '../strings';
import { wordInput, type WordInput } from '../words/wordInput';
import type { AskedPair, SimilarityOptions } from './similarityState';

const PARTS = ['a', 'b'] as const;
const SHOWN_LENGTH = 40;

/** A text as it is named in an answer. */
const named = (text: string): string => (text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text);

export interface PairSimilarity {
  nodes: HTMLElement[];
  ask(pair: AskedPair): Promise<void>;
  renew(): void;
}

export function pairSimilarity({ strings, state, complete, compare, keep }: SimilarityOptions): PairSimilarity {
  const questions = latest();
  const field = (part: keyof AskedPair, label: string): WordInput => {
    const onInput = (text: string): void => change({ ...state.pair, [part]: text.trim() }, false);
    const input = wordInput({ label, complete, onPick: press, onInput });
    input.set(state.pair[part]);
    return input;
  };
  const fields = { a: field('a', strings.similarityA), b: field('b', strings.similarityB) };
  const answer = similarityAnswer(strings);
  const go = button({ label: strings.measureSimilarity, primary: true, onClick: press });

  function change(pair: AskedPair, isPairAsked: boolean): void {
    Object.assign(state, { pair, isPairAsked });
    keep(state);
  }

  function press(): void {
    void ask({ a: fields.a.value, b: fields.b.value });
  }

  async function ask(pair: AskedPair): Promise<void> {
    questions.drop();
    for (const part of PARTS) fields[part].set(pair[part]);
    const missing = PARTS.find((part) => pair[part] === '');
    change(pair, missing === undefined);
    if (missing !== undefined) {
      answer.say(strings.twoNeeded);
      return fields[missing].focus();
    }
    await questions.ask(() => compare(pair), {
      onAnswer: (reply) => answer.draw(pair, reply),
      onFailure: (error) => answer.say(LabError.toData(error).message),
    });
  }

  const inputs = element('div', { class: 'stack' }, fields.a.node, fields.b.node);
  return {
    nodes: [inputs, element('div', { class: 'row wrap' }, go), ...answer.nodes],
    ask,
    renew() {
      if (state.isPairAsked) void ask(state.pair);
    },
  };
}

function similarityAnswer(strings: EmbeddingsStrings) {
  const note = liveText('note');
  const figures = element('table', { class: 'plain figures' });
  show(figures, false);
  return {
    nodes: [note, figures],
    /** In place of figures. */
    say(text: string): void {
      show(figures, false);
      say(note, text);
    },
    draw({ a, b }: AskedPair, { cosine, euclidean, dot, unknown }: SimilarityReply): void {
      const rows = [
        row(nameCell(strings.cosine, strings.cosineHint), numberCell(figure(cosine))),
        row(nameCell(strings.euclidean, strings.euclideanHint), numberCell(figure(euclidean))),
        row(nameCell(strings.dot, strings.dotHint), numberCell(figure(dot))),
      ];
      figures.replaceChildren(element('tbody', {}, ...rows));
      figures.setAttribute('aria-label', strings.similarityOf(named(a), named(b)));
      show(figures, true);
      const left = unknown.length > 0 ? ` ${strings.leftOut(unknown.join(', '))}` : '';
      say(note, strings.cosineOf(named(a), named(b), figure(cosine)) + left);
    },
  };
}
