// The head of a column: which tokenizer, its options, and its figures.

import type { TokenizerType } from '../../protocol/experiment';
import { count, duration, figure, share } from '../../protocol/figures';
import type { ColumnFigures, ColumnOptions, TokensColumn, TokensOverview } from '../../protocol/views';
import { button, checkbox, dropdown, numberField, textField, toggle } from '../shared/controls';
import { element, say, show } from '../shared/element';
import { noticeArea } from '../shared/notice';
import { letterOf } from './comparedText';
import type { TokensStrings } from './strings';

export interface ColumnHeadOptions {
  strings: TokensStrings;
  onChange(options: ColumnOptions): void;
  onType(type: TokenizerType): void;
  onChooseFile(): void;
  onSelect(): void;
  onRemove(): void;
  onAgain(): void;
  onCancel(): void;
}

export interface ColumnHead {
  node: HTMLElement;
  draw(column: TokensColumn, place: { position: number; of: number; active: boolean; files: Files }): void;
}

type Files = TokensOverview['files'];

const CHOOSE = 'choose';
const FILE = 'file:';

export function columnHead(options: ColumnHeadOptions): ColumnHead {
  const { strings } = options;
  const select = toggle('', false, () => options.onSelect());
  select.node.title = strings.selectHint;
  const type = element('span', { class: 'type' });
  const remove = button({ label: '✕', hint: strings.remove, onClick: options.onRemove });
  remove.setAttribute('aria-label', strings.remove);
  remove.classList.add('quiet');
  const fields = element('div', { class: 'fields' });
  const figures = element('p', { class: 'status', attributes: { role: 'status', 'aria-live': 'polite' } });
  const notice = noticeArea({
    working: button({ label: strings.cancel, onClick: options.onCancel }),
    error: button({ label: strings.again, onClick: options.onAgain }),
  });
  const node = element('div', { class: 'head' }, element('div', { class: 'row' }, select.node, type, remove));
  node.append(fields, notice.node, figures);
  let drawn = '';

  function drawControls(column: TokensColumn, files: Files): void {
    const state = JSON.stringify([column.options, files]);
    if (state === drawn) return;
    const sameKind = drawn !== '' && kindOf(drawn) === kindOf(state);
    drawn = state;
    if (sameKind && fields.contains(document.activeElement)) return; // the field itself has made the change
    type.replaceChildren(typeChoice(column.options, files, options));
    fields.replaceChildren(...fieldsOf(column.options, options));
  }

  return {
    node,
    draw(column, { position, of, active, files }) {
      const letter = letterOf(position);
      node.setAttribute('role', 'group');
      node.setAttribute('aria-label', strings.column(letter));
      say(select.node, letter);
      select.set(active);
      select.node.setAttribute('aria-label', strings.select(letter));
      show(select.node, of > 1);
      show(remove, of > 1);
      drawControls(column, files);
      if (column.notice) notice.show(column.notice);
      else notice.clear();
      say(figures, column.figures ? inWords(column.figures, strings) : '');
      figures.title = column.figures ? strings.figuresHint : '';
    },
  };
}

/** What decides which fields there are. */
function kindOf(state: string): string {
  const [{ type, compatibility, file }, files] = JSON.parse(state) as [ColumnOptions, Files];
  return JSON.stringify([type, compatibility, file, files]);
}

export function inWords(figures: ColumnFigures, strings: TokensStrings): string {
  const { tokenCount, wordCount, unknownCount, vocabularySize, isVocabularyCut, seconds, learningSeconds } = figures;
  const vocabulary = strings.vocabularyOf(`${isVocabularyCut ? '≥ ' : ''}${count(vocabularySize)}`);
  if (tokenCount === 0) return vocabulary;
  return [
    strings.tokens(count(tokenCount)),
    ...(wordCount === null ? [] : [strings.perWord(figure(tokenCount / Math.max(1, wordCount)))]),
    strings.outside(share(unknownCount / Math.max(1, tokenCount))),
    vocabulary,
    ...(learningSeconds > 0 ? [strings.learnedIn(duration(learningSeconds))] : []),
    duration(seconds),
  ].join(' · ');
}

export function nameOf({ type, file }: ColumnOptions, files: Files, strings: TokensStrings): string {
  if (type === 'file') return files.find(({ key }) => key === file)?.name ?? 'tokenizer.json';
  return strings.types[type];
}

function typeChoice(current: ColumnOptions, files: Files, on: ColumnHeadOptions): HTMLElement {
  const { strings } = on;
  const own = Object.entries(strings.types).map(([value, label]) => ({ value, label }));
  const ready = files.map(({ key, name }) => ({ value: FILE + key, label: name }));
  const choices = [...own, ...ready, { value: CHOOSE, label: strings.chooseFile }];
  const value = current.type === 'file' ? FILE + current.file : current.type;
  return dropdown(strings.tokenizer, choices, value, (chosen) => {
    if (chosen === CHOOSE) on.onChooseFile();
    else if (chosen.startsWith(FILE)) on.onChange({ ...current, type: 'file', file: chosen.slice(FILE.length) });
    else on.onType(chosen as TokenizerType);
  });
}

/** The options that belong to the type. */
function fieldsOf(current: ColumnOptions, { strings, onChange }: ColumnHeadOptions): HTMLElement[] {
  let now = current;
  const change = (next: Partial<ColumnOptions>): void => onChange((now = { ...now, ...next }));
  const { type, compatibility } = current;
  if (type === 'file') return [];
  const lowercase = checkbox(strings.lowercase, current.lowercase, (on) => change({ lowercase: on }));
  lowercase.title = strings.lowercaseHint;
  const isKeras = type === 'word' && compatibility === 'keras';
  const common = [
    lowercase,
    numberField({
      ...{ label: strings.vocabularySize, value: current.vocabularySize, least: 5, most: 10_000_000 },
      onChange: (vocabularySize) => change({ vocabularySize }),
    }),
    numberField({
      ...{ label: strings.minFrequency, value: current.minFrequency, least: 1, most: 1_000_000 },
      onChange: (minFrequency) => change({ minFrequency }),
    }),
  ];
  if (type === 'regex')
    return [textField(strings.pattern, current.pattern, (pattern) => change({ pattern })), ...common];
  if (type === 'kiwi') {
    const tags = checkbox(strings.tags, current.tags, (on) => change({ tags: on }));
    tags.title = strings.tagsHint;
    const contentWords = checkbox(strings.contentWords, current.contentWords, (on) => change({ contentWords: on }));
    contentWords.title = strings.contentWordsHint;
    return [tags, contentWords, ...common];
  }
  if (type !== 'word') return common;
  const asIn = dropdown(
    strings.compatibility,
    [
      { value: 'unicode', label: strings.unicode },
      { value: 'keras', label: 'Keras' },
      { value: 'scikit-learn', label: 'scikit-learn' },
    ],
    compatibility,
    (next) => change({ compatibility: next }),
  );
  if (!isKeras) return [asIn, ...common];
  return [
    asIn,
    lowercase,
    numberField({
      ...{ label: 'num_words', value: current.numWords, least: 0, most: 10_000_000 },
      onChange: (numWords) => change({ numWords }),
    }),
    textField('oov_token', current.oovToken, (oovToken) => change({ oovToken })),
    textField('filters', current.filters, (filters) => change({ filters })),
  ];
}
