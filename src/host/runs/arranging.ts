// How the person wants the list of runs arranged, over a reload of the window; and what the view says of it.
import * as vscode from 'vscode';
import { tellContext } from '../editor/contextKeys';
import type { Lifetime } from '../editor/lifetime';

export const GROUPINGS = ['none', 'experiment', 'task', 'day', 'tag', 'sweep'] as const;
export type Grouping = (typeof GROUPINGS)[number];
export const ORDERS = ['newest', 'name', 'best'] as const;
export type Order = (typeof ORDERS)[number];

export interface Arrangement {
  grouping: Grouping;
  order: Order;
  /** Words that all must be in what is known of a run; `#word` is in a tag, `*` is a star. */
  filter: string;
}

export const PLAIN: Arrangement = { grouping: 'none', order: 'newest', filter: '' };

const KEY = 'nlpLab.arrangedRuns';
const IS_FILTERED = 'nlpLab.runsFiltered';

export class Arranging {
  current: Arrangement;
  private readonly emitter: vscode.EventEmitter<undefined>;
  readonly onDidChange: vscode.Event<undefined>;

  constructor(
    private readonly memory: vscode.Memento,
    life: Lifetime,
  ) {
    this.emitter = life.add(new vscode.EventEmitter<undefined>());
    this.onDidChange = this.emitter.event;
    this.current = keptIn(memory.get<unknown>(KEY));
    this.tellMenus();
  }

  change(to: Partial<Arrangement>): void {
    this.current = { ...this.current, ...to };
    void this.memory.update(KEY, this.current);
    this.tellMenus();
    this.emitter.fire(undefined);
  }

  private tellMenus(): void {
    void tellContext(IS_FILTERED, this.current.filter !== '');
  }
}

/** Kept by this version or another one. */
function keptIn(kept: unknown): Arrangement {
  const { grouping, order, filter } = { ...PLAIN, ...(kept as Partial<Arrangement> | undefined) };
  return {
    grouping: GROUPINGS.find((one) => one === grouping) ?? PLAIN.grouping,
    order: ORDERS.find((one) => one === order) ?? PLAIN.order,
    filter: typeof filter === 'string' ? filter : '',
  };
}

export const groupingInWords = (grouping: Grouping): string =>
  ({
    none: vscode.l10n.t('in one list'),
    experiment: vscode.l10n.t('by experiment'),
    task: vscode.l10n.t('by task'),
    day: vscode.l10n.t('by day'),
    tag: vscode.l10n.t('by tag'),
    sweep: vscode.l10n.t('by sweep'),
  })[grouping];

export const orderInWords = (order: Order): string =>
  ({
    newest: vscode.l10n.t('newest first'),
    name: vscode.l10n.t('by name'),
    best: vscode.l10n.t('best figure first'),
  })[order];
