// The lines of the corpus that surprise a chosen language model most: what stands there by mistake, in another language, or garbled.

import type { OfferedRun } from '../../protocol/attentionView';
import type { CorpusViewContract, ShownOddLines } from '../../protocol/corpusView';
import { count, figure } from '../../protocol/figures';
import { ODD_BY, oddness, type OddBy, type OddLine } from '../../protocol/oddLines';
import type { Client } from '../../protocol/rpc';
import type { Notice } from '../../protocol/views';
import { choiceList } from '../shared/choiceList';
import { numberColumn } from '../shared/column';
import { button, dropdown } from '../shared/controls';
import { element, say, show } from '../shared/element';
import { workNotice } from '../shared/notice';
import { saveMenu } from '../shared/saveMenu';
import { table } from '../shared/table';
import type { CorpusStrings } from './strings';

/** What the view remembers of it. */
export interface OddLinesState {
  oddRun: string;
  oddBy: OddBy;
}

export interface OddLinesOptions {
  strings: CorpusStrings;
  client: Client<CorpusViewContract>;
  state: Readonly<OddLinesState>;
  keep(change: Partial<OddLinesState>): void;
  /** The name of the corpus. */
  title(): string;
  /** Called with the line's place in the list. */
  onPick(index: number): void;
}

export interface OddLinesView {
  node: HTMLElement;
  offer(runs: readonly OfferedRun[]): void;
  tell(notice: Notice): void;
  draw(found: ShownOddLines): void;
  /** The corpus is another one now. */
  forget(): void;
}

export function oddLinesView({ strings, client, state, keep, title, onPick }: OddLinesOptions): OddLinesView {
  let runs: readonly OfferedRun[] = [];
  let found: ShownOddLines | undefined;
  const chosen = (): OfferedRun | undefined => runs.find(({ id }) => id === state.oddRun) ?? runs.at(0);
  const call = (work: Promise<unknown>): void => void work.catch(notice.fail);
  const notice = workNotice(strings, { onCancel: () => call(client.call('stopOddLines', {})), onAgain: find });
  const note = element('p', { class: 'note', attributes: { role: 'status', 'aria-live': 'polite' } });
  const run = choiceList(strings.oddRun, (id) => keep({ oddRun: id }));
  const bys = ODD_BY.map((value) => ({ value, label: strings.oddBys[value] }));
  const by = dropdown(strings.oddBy, bys, state.oddBy, (value) => keep({ oddBy: value }));
  by.title = strings.oddByHint;
  const go = button({ label: strings.findOdd, hint: strings.findOddHint, onClick: find });
  const bitsBy = (by: OddBy) =>
    numberColumn<OddLine>({
      ...{ id: by, title: strings.bitsBy[by], hint: strings.bitsByHint[by], as: figure },
      value: (line) => oddness(line, by),
    });
  const rows = table<OddLine>({
    ...{ label: strings.oddLines, empty: '', stacks: true },
    onPick: (row) => onPick(found?.lines.indexOf(row) ?? -1),
    columns: [
      { id: 'text', title: strings.text, least: 16, text: ({ text }) => text },
      numberColumn({ id: 'line', title: strings.line, value: ({ line }) => line, as: count }),
      bitsBy('character'),
      bitsBy('token'),
      numberColumn({ id: 'tokens', title: strings.tokens, value: ({ tokenCount }) => tokenCount, as: count }),
      numberColumn({
        ...{ id: 'unknown', title: strings.unknown, hint: strings.unknownHint, as: count },
        value: ({ unknownCount }) => unknownCount,
      }),
    ],
  });
  const save = saveMenu({
    ...{ strings: strings.saving, kinds: ['csv'] as const, onFailure: notice.fail },
    content: (kind) => found && { name: strings.oddName(title()), kind, content: rows.csv() },
    save: (request) => client.call('saveFile', request),
  });
  const controls = element('div', { class: 'row odd' }, run.node, by, go, save);

  function find(): void {
    const asked = chosen();
    if (asked) call(client.call('findOddLines', { run: asked.id, by: state.oddBy }));
  }

  function drawNote(): void {
    const shown = found && strings.oddFound(count(found.lines.length), count(found.scored), nameOf(found.run));
    say(note, runs.length === 0 ? strings.noScorers : [shown ?? strings.oddHint, ...(found?.notices ?? [])].join(' '));
  }

  function nameOf(id: string): string {
    return runs.find((one) => one.id === id)?.name ?? id;
  }

  function draw(): void {
    rows.setRows(found?.lines ?? []);
    show(rows.node, found !== undefined);
    show(save, found !== undefined);
    drawNote();
  }

  draw();
  return {
    node: element('div', { class: 'fill' }, controls, notice.node, note, rows.node),
    offer(offered) {
      runs = offered;
      show(controls, runs.length > 0);
      run.set(
        runs.map(({ id, name, detail }) => ({ value: id, label: `${name} · ${detail}` })),
        chosen()?.id ?? '',
      );
      drawNote();
    },
    tell: notice.show,
    draw(next) {
      notice.clear();
      found = next;
      draw();
    },
    forget() {
      found = undefined;
      draw();
    },
  };
}
