// The columns of the view as a person arranges them: add, choose, change, remove. The host makes them; what it tells of
// them is what is shown.

import type { Client } from '../../protocol/rpc';
import { columnOf, isSubword, MOST_COLUMNS } from '../../protocol/tokenColumns';
import type { TokenizerType } from '../../protocol/tokenizer';
import type {
  AskedColumn,
  ChosenKind,
  ColumnOptions,
  TokensOverview,
  TokensViewContract,
} from '../../protocol/tokensView';
import { button } from '../shared/controls';
import { element, show } from '../shared/element';
import { columnHead, type ColumnHead } from './columnHead';
import type { TokensStrings } from './strings';

export interface ColumnListOptions {
  strings: TokensStrings;
  client: Client<TokensViewContract>;
  active: number;
  onActive(id: number): void;
  onFailure(error: unknown): void;
}

export interface ColumnList {
  node: HTMLElement;
  add: HTMLElement;
  /** The id of the column whose details are shown. */
  active(): number;
  draw(overview: TokensOverview): void;
}

/** With less for each, only the head of the active column is shown, the others as their letters. */
const ROOM_FOR_HEAD_PX = 230;

/** What is likely wanted beside what is there. */
const NEXT: readonly TokenizerType[] = ['word', 'bpe', 'character', 'whitespace'];

export function columnList({ strings, client, active: first, onActive, onFailure }: ColumnListOptions): ColumnList {
  const heads = new Map<number, ColumnHead>();
  const node = element('div', { class: 'heads' });
  const fitHeads = (): void => {
    const columns = overview?.columns.length ?? 1;
    node.classList.toggle('compact', columns > 1 && node.clientWidth < columns * ROOM_FOR_HEAD_PX);
  };
  new ResizeObserver(fitHeads).observe(node);
  let asked: AskedColumn[] = [];
  let active = first;
  let waiting = 0;
  let overview: TokensOverview | undefined;

  const add = button({ label: strings.add, hint: strings.addHint, onClick: () => append() });

  async function ask(next: AskedColumn[]): Promise<void> {
    asked = next;
    waiting++;
    try {
      await client.call('setColumns', { columns: next });
    } catch (error) {
      onFailure(error);
    } finally {
      waiting--;
    }
  }

  function append(): void {
    if (asked.length >= MOST_COLUMNS) return;
    const used = asked.map(({ options }) => options.type);
    const type = NEXT.find((each) => !used.includes(each)) ?? 'word';
    const id = Math.max(-1, ...asked.map((column) => column.id)) + 1;
    const added = ask([...asked, { id, options: columnOf(type) }]);
    select(id);
    void added;
  }

  function change(id: number, options: ColumnOptions): void {
    void ask(asked.map((column) => (column.id === id ? { id, options } : column)));
  }

  const optionsOf = (id: number): ColumnOptions =>
    asked.find((column) => column.id === id)?.options ?? columnOf('word');

  /** Another type keeps what a person has chosen, but rules and learned pieces want different sizes. */
  function changeType(id: number, type: TokenizerType): void {
    const before = optionsOf(id);
    const { lowercase, vocabularySize } = columnOf(type);
    const sizes = isSubword(before.type) === isSubword(type) ? {} : { lowercase, vocabularySize };
    change(id, { ...before, ...sizes, type });
  }

  async function chooseFile(id: number, kind: ChosenKind): Promise<void> {
    try {
      const { key } = await client.call('chooseFile', { kind });
      const before = optionsOf(id);
      if (key === null)
        redraw(); // the choice goes back to what is there
      else change(id, kind === 'words' ? { ...before, userWords: key } : { ...before, type: 'file', file: key });
    } catch (error) {
      onFailure(error);
    }
  }

  function redraw(): void {
    heads.clear();
    node.replaceChildren();
    if (overview) draw(overview);
  }

  function select(id: number): void {
    active = id;
    onActive(id);
    if (overview) draw(overview);
  }

  const newHead = (id: number): ColumnHead =>
    columnHead({
      strings,
      onChange: (options) => change(id, options),
      onType: (type) => changeType(id, type),
      onChooseFile: (kind) => void chooseFile(id, kind),
      onRemedy: () => void client.call('remedy', { column: id }).catch(onFailure),
      onSelect: () => select(id),
      onRemove: () => void ask(asked.filter((column) => column.id !== id)),
      onAgain: () => void client.call('again', { column: id }).catch(onFailure),
      onCancel: () => void client.call('cancel', {}).catch(onFailure),
    });

  function draw(next: TokensOverview): void {
    overview = next;
    const { columns, files, wordFiles } = next;
    if (waiting === 0) asked = columns.map(({ id, options }) => ({ id, options }));
    if (![...columns, ...asked].some(({ id }) => id === active)) active = columns[0].id;
    for (const [id, head] of heads) {
      if (columns.some((column) => column.id === id)) continue;
      head.node.remove();
      heads.delete(id);
    }
    columns.forEach((column, position) => {
      const head = heads.get(column.id) ?? newHead(column.id);
      if (!heads.has(column.id)) node.append(head.node);
      heads.set(column.id, head);
      head.draw(column, { position, of: columns.length, active: column.id === active, files, wordFiles });
    });
    show(add, columns.length < MOST_COLUMNS);
    fitHeads();
  }

  return { node, add, active: () => active, draw };
}
