// The sample: a text of the person's own, cut by every column while it is typed. Answers that come too late are dropped.

import { LabError } from '../../protocol/labError';
import type { ShownLine } from '../../protocol/tokensView';
import { textArea } from '../shared/controls';
import { element, show } from '../shared/element';
import { comparedText } from './comparedText';
import type { TokensStrings } from './strings';

const PATIENCE_MS = 150;

interface SampleColumn {
  id: number;
  /** Undefined until the column can cut. */
  version: number | undefined;
}

export interface SampleFieldOptions {
  strings: TokensStrings;
  text: string;
  cut(column: { column: number; version: number; text: string }): Promise<readonly ShownLine[]>;
  onText(text: string): void;
  onPoint(detail: string): void;
  onFailure(error: unknown): void;
}

export interface SampleField {
  /** Where it is typed; for the toolbar. */
  field: HTMLElement;
  /** Its tokens; hidden while there is no text. */
  node: HTMLElement;
  setColumns(columns: readonly SampleColumn[]): void;
  showDifferences(on: boolean): void;
}

export function sampleField({ strings, text: first, cut, ...on }: SampleFieldOptions): SampleField {
  const shown = comparedText({ strings, label: strings.sampleTokens, onPoint: on.onPoint });
  const field = textArea(strings.sample, first, (next) => {
    text = next;
    on.onText(next);
    clearTimeout(timer);
    timer = setTimeout(() => columns.forEach((column) => void ask(column)), PATIENCE_MS);
  });
  const node = element('div', { class: 'sample' }, shown.node);
  show(node, first !== '');
  let text = first;
  let columns: readonly SampleColumn[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const asked = new Map<number, number>();
  const cutWith = new Map<number, number>();
  let serial = 0;

  async function ask({ id, version }: SampleColumn): Promise<void> {
    show(node, text !== '');
    if (version === undefined) return;
    const own = ++serial;
    asked.set(id, own);
    try {
      const lines = text === '' ? [] : await cut({ column: id, version, text });
      if (asked.get(id) !== own) return;
      cutWith.set(id, version);
      shown.put(id, 0, lines);
    } catch (error) {
      if (LabError.toData(error).code !== 'CANCELLED' && asked.get(id) === own) on.onFailure(error);
    }
  }

  return {
    field,
    node,
    setColumns(next) {
      columns = next;
      shown.setColumns(next.map(({ id }) => id));
      for (const column of next)
        if (text !== '' && column.version !== undefined && cutWith.get(column.id) !== column.version) void ask(column);
    },
    showDifferences: (on_) => shown.showDifferences(on_),
  };
}
