// How alike two words or two texts are, and which of several words is least like the others.

import { figure } from '../../protocol/figures';
import { LabError } from '../../protocol/labError';
import type { OddOneOutReply, SimilarityReply } from '../../protocol/vectors';
import { button } from '../shared/controls';
import { element, say, show } from '../shared/element';
import { table } from '../shared/table';
import type { EmbeddingsStrings } from './strings';
import { wordInput } from './wordInput';
import { wordsIn } from './wordList';

export interface AskedPair {
  a: string;
  b: string;
}

/** What stands in the fields, and whether it was asked: then it is asked again when the vectors are there again. */
export interface SimilarityState {
  pair: AskedPair;
  isPairAsked: boolean;
  odd: string;
  isOddAsked: boolean;
}

export interface SimilarityOptions {
  strings: EmbeddingsStrings;
  state: SimilarityState;
  complete(prefix: string): Promise<string[]>;
  compare(pair: AskedPair): Promise<SimilarityReply>;
  findOdd(words: string[]): Promise<OddOneOutReply>;
  keep(state: SimilarityState): void;
  /** A word of the answer is chosen. */
  onPick(word: string): void;
}

export interface SimilaritySection {
  node: HTMLElement;
  compare(pair: AskedPair): Promise<void>;
  findOdd(words: readonly string[]): Promise<void>;
  /** The vectors are others now: answers of the old ones go, what was asked is asked again. */
  renew(): void;
}

/** Of two words either may be the odd one. */
const LEAST_WORDS = 3;
const SHOWN_LENGTH = 40;

export function similaritySection(options: SimilarityOptions): SimilaritySection {
  const pair = pairPart(options);
  const odd = oddPart(options);
  const { strings } = options;
  const node = element(
    'div',
    { class: 'fill' },
    element('h2', { text: strings.twoTexts }),
    ...pair.nodes,
    element('h2', { text: strings.oddOneOut }),
    ...odd.nodes,
  );
  return {
    node,
    compare: pair.ask,
    findOdd: odd.ask,
    renew() {
      pair.renew();
      odd.renew();
    },
  };
}

const statusNote = (): HTMLElement =>
  element('p', { class: 'note', attributes: { role: 'status', 'aria-live': 'polite' } });

/** A text as it is named in an answer. */
const named = (text: string): string => (text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text);

function pairPart({ strings, state, complete, compare, keep }: SimilarityOptions) {
  let serial = 0;
  const field = (part: keyof AskedPair, label: string) => {
    const input = wordInput({
      ...{ label, complete },
      onPick: press,
      onInput: (text) => change({ ...state.pair, [part]: text.trim() }, false),
    });
    input.set(state.pair[part]);
    return input;
  };
  const fields = { a: field('a', strings.similarityA), b: field('b', strings.similarityB) };
  const note = statusNote();
  const figures = element('table', { class: 'plain figures' });
  show(figures, false);

  function change(pair: AskedPair, isPairAsked: boolean): void {
    Object.assign(state, { pair, isPairAsked });
    keep(state);
  }

  function press(): void {
    void ask({ a: fields.a.value, b: fields.b.value });
  }

  async function ask(pair: AskedPair): Promise<void> {
    const mine = ++serial;
    for (const part of ['a', 'b'] as const) fields[part].set(pair[part]);
    const isWhole = pair.a !== '' && pair.b !== '';
    change(pair, isWhole);
    if (!isWhole) {
      show(figures, false);
      say(note, strings.twoNeeded);
      return (pair.a === '' ? fields.a : fields.b).focus();
    }
    try {
      const reply = await compare(pair);
      if (mine === serial) answer(pair, reply);
    } catch (error) {
      if (mine !== serial) return;
      show(figures, false);
      say(note, LabError.toData(error).message);
    }
  }

  function answer({ a, b }: AskedPair, { cosine, euclidean, dot, unknown }: SimilarityReply): void {
    const rows: [string, string, number][] = [
      [strings.cosine, strings.cosineHint, cosine],
      [strings.euclidean, strings.euclideanHint, euclidean],
      [strings.dot, strings.dotHint, dot],
    ];
    figures.replaceChildren(
      element(
        'tbody',
        {},
        ...rows.map(([title, hint, value]) =>
          element(
            'tr',
            {},
            element('th', { text: title, title: hint, attributes: { scope: 'row' } }),
            element('td', { class: 'number', text: figure(value) }),
          ),
        ),
      ),
    );
    figures.setAttribute('aria-label', strings.similarityOf(named(a), named(b)));
    show(figures, true);
    const left = unknown.length > 0 ? ` ${strings.leftOut(unknown.join(', '))}` : '';
    say(note, strings.cosineOf(named(a), named(b), figure(cosine)) + left);
  }

  return {
    nodes: [
      element('div', { class: 'stack' }, fields.a.node, fields.b.node),
      element(
        'div',
        { class: 'row wrap' },
        button({ label: strings.measureSimilarity, primary: true, onClick: press }),
      ),
      note,
      figures,
    ],
    ask,
    renew() {
      if (state.isPairAsked) void ask(state.pair);
    },
  };
}

type OddWord = OddOneOutReply['words'][number];

function oddPart({ strings, state, complete, findOdd, keep, onPick }: SimilarityOptions) {
  let serial = 0;
  const field = wordInput({
    ...{ label: strings.severalWords, complete, isList: true },
    onPick: press,
    onInput: (text) => change(text, false),
  });
  field.set(state.odd);
  const note = statusNote();
  const words = table<OddWord>({
    label: strings.oddOneOut,
    empty: strings.noAnswers,
    columns: [
      { id: 'word', title: strings.word, least: 10, text: ({ word }) => word },
      {
        ...{ id: 'similarity', title: strings.toMean, hint: strings.toMeanHint, numeric: true },
        text: ({ similarity }) => figure(similarity),
        sortBy: ({ similarity }) => similarity,
      },
    ],
    onPick: ({ word }) => onPick(word),
  });

  function change(odd: string, isOddAsked: boolean): void {
    Object.assign(state, { odd, isOddAsked });
    keep(state);
  }

  function press(): void {
    void askFor(field.value);
  }

  async function askFor(text: string): Promise<void> {
    const mine = ++serial;
    const asked = [...new Set(wordsIn(text))];
    const isEnough = asked.length >= LEAST_WORDS;
    change(text, isEnough);
    if (!isEnough) {
      words.setRows([]);
      say(note, strings.threeNeeded);
      return field.focus();
    }
    try {
      const reply = await findOdd(asked);
      if (mine === serial) answer(reply);
    } catch (error) {
      if (mine !== serial) return;
      words.setRows([]);
      say(note, LabError.toData(error).message);
    }
  }

  /** The least like the others first. */
  function answer({ odd, words: found, unknown }: OddOneOutReply): void {
    const left = unknown.length > 0 ? [strings.leftOut(unknown.join(', '))] : [];
    if (found.length < LEAST_WORDS) {
      words.setRows([]);
      return say(note, [...left, strings.threeNeeded].join(' '));
    }
    words.setRows([...found].sort((a, b) => a.similarity - b.similarity));
    say(note, [strings.oddIs(odd), ...left].join(' '));
  }

  return {
    nodes: [
      element('div', { class: 'row wide' }, field.node, button({ label: strings.findOdd, onClick: press })),
      note,
      words.node,
    ],
    ask(given: readonly string[]): Promise<void> {
      const text = given.join(given.some((word) => /\s/u.test(word)) ? ', ' : ' ');
      field.set(text);
      return askFor(text);
    },
    renew() {
      if (state.isOddAsked) void askFor(state.odd);
    },
  };
}
