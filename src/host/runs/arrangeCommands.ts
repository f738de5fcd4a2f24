// How a person chooses the arrangement of the tree of runs.
import * as vscode from 'vscode';
import { pick, typedLine } from '../editor/shown/picks';
import { type Arranging, GROUPINGS, groupingInWords, ORDERS, orderInWords } from './arranging';

/** What a line of a list is marked with when it is so now. */
const marked = (isNow: boolean): { description?: string } => (isNow ? { description: vscode.l10n.t('now') } : {});

export async function chooseGrouping(arranging: Arranging): Promise<void> {
  const { grouping } = arranging.current;
  const items = GROUPINGS.map((value) => ({ label: groupingInWords(value), ...marked(value === grouping), value }));
  const chosen = await pick(items, { title: vscode.l10n.t('Group runs') });
  if (chosen) arranging.change({ grouping: chosen.value });
}

export async function chooseOrder(arranging: Arranging): Promise<void> {
  const { order } = arranging.current;
  const items = ORDERS.map((value) => ({ label: orderInWords(value), ...marked(value === order), value }));
  const chosen = await pick(items, { title: vscode.l10n.t('Sort runs') });
  if (chosen) arranging.change({ order: chosen.value });
}

/** The tree follows what is typed; giving up brings the filter of before back. */
export async function typeFilter(arranging: Arranging): Promise<void> {
  const { filter: before } = arranging.current;
  const title = vscode.l10n.t('Filter runs');
  const placeholder = vscode.l10n.t(
    'Words of names, settings, tags and notes; #tag, * for starred and archived for archived ones',
  );
  const typed = await typedLine({ title, placeholder, value: before }, (filter) => arranging.change({ filter }));
  if (typed === undefined) arranging.change({ filter: before });
}
