// The figures of all tokenizers beside one another: a row for each figure, a column for each tokenizer, since there are few of
// these and the panel is narrow.

import { count, duration, figure, share } from '../../protocol/figures';
import type { ColumnFigures, TokensColumn, TokensOverview } from '../../protocol/tokensView';
import { element } from '../shared/element';
import { nameOf } from './columnHead';
import { letterOf } from './comparedText';
import type { TokensStrings } from './strings';

interface Row {
  title: string;
  hint?: string;
  of(figures: ColumnFigures): string;
}

export interface FiguresTable {
  node: HTMLElement;
  draw(columns: readonly TokensColumn[], files: TokensOverview['files']): void;
}

export function figuresTable(strings: TokensStrings): FiguresTable {
  const node = element('div', {
    class: 'scroll',
    attributes: { tabindex: '0', role: 'group', 'aria-label': strings.figures },
  });
  const rows: Row[] = [
    { title: strings.tokensTitle, of: ({ tokenCount }) => count(tokenCount) },
    {
      ...{ title: strings.fertility, hint: strings.fertilityHint },
      of: ({ tokenCount, wordCount }) => figure(tokenCount / Math.max(1, wordCount)),
    },
    {
      ...{ title: strings.unknownTitle, hint: strings.outsideHint },
      of: ({ unknownCount, tokenCount }) => share(unknownCount / Math.max(1, tokenCount)),
    },
    {
      title: strings.vocabulary,
      of: ({ vocabularySize, isVocabularyCut }) => `${isVocabularyCut ? '≥ ' : ''}${count(vocabularySize)}`,
    },
    { title: strings.time, of: ({ seconds }) => duration(seconds) },
    { title: strings.learningTime, of: ({ learningSeconds }) => duration(learningSeconds) },
  ];
  return {
    node,
    draw(columns, files) {
      const shown = columns.flatMap(({ figures, options }, position) =>
        figures ? [{ letter: letterOf(position), name: nameOf(options, files, strings), figures }] : [],
      );
      if (shown.length === 0) return node.replaceChildren(element('p', { class: 'empty', text: strings.noFigures }));
      const head = (text: string, scope: 'row' | 'col', title?: string): HTMLElement =>
        element('th', { text, title, class: scope === 'col' ? 'number' : '', attributes: { scope } });
      const titles = shown.map(({ letter, name }) => head(letter, 'col', name));
      const names = shown.map(({ name }) => element('td', { class: 'name', text: name }));
      const lines = rows.map(({ title, hint, of }) =>
        element(
          'tr',
          {},
          head(title, 'row', hint),
          ...shown.map(({ figures }) => element('td', { class: 'number', text: of(figures) })),
        ),
      );
      node.replaceChildren(
        element(
          'table',
          { class: 'plain figures', attributes: { 'aria-label': strings.figures } },
          element('thead', {}, element('tr', {}, element('td'), ...titles)),
          element('tbody', {}, element('tr', {}, head(strings.tokenizer, 'row'), ...names), ...lines),
        ),
      );
    },
  };
}
