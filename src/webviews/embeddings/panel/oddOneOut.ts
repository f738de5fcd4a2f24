// Several words, and which of them is least like the others.

import { figure } from '../../../protocol/figures';
import { LabError } from '../../../protocol/labError';
import type { OddOneOutReply } from '../../../protocol/wordQueries';
import { numberColumn } from '../../shared/column';
import { button } from '../../shared/controls';
import { element, liveText, say, show } from '../../shared/element';
import { latest } from '../../shared/latest';
import { table } from '../../shared/table';
import { wordInput } from '../words/wordInput';
import { wordsIn } from '../words/wordList';
import type { SimilarityOptions } from './similarityState';

type OddWord = OddOneOutReply['words'][number];

/** Of two words either may be the odd one. */
const LEAST_WORDS = 3;

export interface OddOneOut {
  nodes: HTMLElement[];
  ask(words: readonly string[]): Promise<void>;
  renew(): void;
}

export function oddOneOut({ strings, state, sorting, complete, findOdd, keep, onPick }: SimilarityOptions): OddOneOut {
  const questions = latest();
  const field = wordInput({
    ...{ label: strings.severalWords, complete, isList: true },
    onPick: press,
    onInput: (text) => change(text, false),
  });
  field.set(state.odd);
  const note = liveText('note');
  const words = table<OddWord>({
    ...{ label: strings.oddOneOut, empty: strings.noAnswers, onPick: ({ word }) => onPick(word) },
    ...sorting,
    columns: [
      { id: 'word', title: strings.word, least: 10, text: ({ word }) => word },
      numberColumn({
        ...{ id: 'similarity', title: strings.toMean, hint: strings.toMeanHint },
        value: ({ similarity }) => similarity,
        as: figure,
      }),
    ],
  });

  show(words.node, false);

  function change(odd: string, isOddAsked: boolean): void {
    Object.assign(state, { odd, isOddAsked });
    keep(state);
  }

  function press(): void {
    void askFor(field.value);
  }

  function draw(found: readonly OddWord[], text: string): void {
    words.setRows(found);
    show(words.node, found.length > 0);
    say(note, text);
  }

  async function askFor(text: string): Promise<void> {
    questions.drop();
    const asked = [...new Set(wordsIn(text))];
    const isEnough = asked.length >= LEAST_WORDS;
    change(text, isEnough);
    if (!isEnough) {
      draw([], strings.threeNeeded);
      return field.focus();
    }
    await questions.ask(() => findOdd(asked), {
      onAnswer: answer,
      onFailure: (error) => draw([], LabError.toData(error).message),
    });
  }

  /** The least like the others first. */
  function answer({ odd, words: found, unknown }: OddOneOutReply): void {
    const left = unknown.length > 0 ? [strings.leftOut(unknown.join(', '))] : [];
    if (found.length < LEAST_WORDS) return draw([], [...left, strings.threeNeeded].join(' '));
    const sorted = [...found].sort((a, b) => a.similarity - b.similarity);
    draw(sorted, [strings.oddIs(odd), ...left].join(' '));
  }

  const go = button({ label: strings.findOdd, onClick: press });
  return {
    nodes: [element('div', { class: 'row wide' }, field.node, go), note, words.node],
    ask(given) {
      const text = given.join(given.some((word) => /\s/u.test(word)) ? ', ' : ' ');
      field.set(text);
      return askFor(text);
    },
    renew() {
      if (state.isOddAsked) void askFor(state.odd);
    },
  };
}
