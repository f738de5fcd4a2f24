// The head of a column: which tokenizer, its options, and its figures.

import type { TokenizerType } from '../../protocol/tokenizer';
import { count, duration, figure, share } from '../../protocol/figures';
import type { ColumnFigures, ColumnOptions, TokensColumn } from '../../protocol/tokensView';
import { button, dropdown, toggle } from '../shared/controls';
import { element, say, show } from '../shared/element';
import { noticeArea } from '../shared/notice';
import { columnFields, type ColumnFieldOptions, type Files } from './columnFields';
import { letterOf } from './comparedText';
import type { TokensStrings } from './strings';

export interface ColumnHeadOptions extends ColumnFieldOptions {
  onType(type: TokenizerType): void;
  onRemedy(): void;
  onSelect(): void;
  onRemove(): void;
  onAgain(): void;
  onCancel(): void;
}

export interface ColumnHead {
  node: HTMLElement;
  draw(column: TokensColumn, place: { position: number; of: number; active: boolean } & Files): void;
}

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
  const notices = element('p', { class: 'notices' });
  const notice = noticeArea({
    working: button({ label: strings.cancel, onClick: options.onCancel }),
    error: button({ label: strings.again, onClick: options.onAgain }),
    'open-text': button({ label: strings.openText, onClick: options.onRemedy }),
    'open-setting': button({ label: strings.openSetting, onClick: options.onRemedy }),
  });
  const node = element('div', { class: 'head' }, element('div', { class: 'row' }, select.node, type, remove));
  node.append(fields, notice.node, figures, notices);
  let drawn = '';

  function drawControls(column: TokensColumn, files: Files): void {
    const state = JSON.stringify([column.options, files]);
    if (state === drawn) return;
    const sameKind = drawn !== '' && kindOf(drawn) === kindOf(state);
    drawn = state;
    if (sameKind && fields.contains(document.activeElement)) return; // the field itself has made the change
    type.replaceChildren(typeChoice(column.options, files, options));
    fields.replaceChildren(...columnFields(column.options, files, options));
  }

  return {
    node,
    draw(column, { position, of, active, files, wordFiles }) {
      const letter = letterOf(position);
      node.setAttribute('role', 'group');
      node.setAttribute('aria-label', strings.column(letter));
      const { kind } = column.notice ?? {};
      node.classList.toggle('active', active);
      say(select.node, `${letter}${kind === 'error' ? ' !' : kind === 'working' ? ' …' : ''}`);
      select.set(active);
      select.node.setAttribute('aria-label', strings.select(letter));
      show(select.node, of > 1);
      show(remove, of > 1);
      drawControls(column, { files, wordFiles });
      if (column.notice) notice.show(column.notice);
      else notice.clear();
      say(figures, column.figures ? inWords(column.figures, strings) : '');
      say(notices, column.figures?.notices.join(' ') ?? '');
      show(notices, notices.textContent !== '');
      figures.title = column.figures ? `${figures.textContent}\n${strings.figuresHint}` : '';
    },
  };
}

/** What decides which fields there are. */
function kindOf(state: string): string {
  const [{ type, compatibility, file, userWords }, files] = JSON.parse(state) as [ColumnOptions, Files];
  return JSON.stringify([type, compatibility, file, userWords, files]);
}

function inWords(figures: ColumnFigures, strings: TokensStrings): string {
  const { tokenCount, wordCount, unknownCount, vocabularySize, isVocabularyCut, seconds, learningSeconds } = figures;
  const vocabulary = strings.vocabularyOf(`${isVocabularyCut ? '≥ ' : ''}${count(vocabularySize)}`);
  if (tokenCount === 0) return vocabulary;
  return [
    strings.tokens(count(tokenCount)),
    strings.perWord(figure(tokenCount / Math.max(1, wordCount))),
    strings.outside(share(unknownCount / Math.max(1, tokenCount))),
    vocabulary,
    ...(learningSeconds > 0 ? [strings.learnedIn(duration(learningSeconds))] : []),
    duration(seconds),
  ].join(' · ');
}

export function nameOf({ type, file }: ColumnOptions, files: Files['files'], strings: TokensStrings): string {
  if (type === 'file') return files.find(({ key }) => key === file)?.name ?? 'tokenizer.json';
  return strings.types[type];
}

function typeChoice(current: ColumnOptions, { files }: Files, on: ColumnHeadOptions): HTMLElement {
  const { strings } = on;
  const own = Object.entries(strings.types).map(([value, label]) => ({ value, label }));
  const ready = files.map(({ key, name }) => ({ value: FILE + key, label: name }));
  const choices = [...own, ...ready, { value: CHOOSE, label: strings.chooseFile }];
  const value = current.type === 'file' ? FILE + current.file : current.type;
  return dropdown(strings.tokenizer, choices, value, (chosen) => {
    if (chosen === CHOOSE) on.onChooseFile('tokenizer');
    else if (chosen.startsWith(FILE)) on.onChange({ ...current, type: 'file', file: chosen.slice(FILE.length) });
    else on.onType(chosen as TokenizerType);
  });
}
