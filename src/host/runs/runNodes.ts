// The lines of the tree *Runs*, and how those look that are no runs.
import * as vscode from 'vscode';
import { count } from '../../protocol/figures';
import { type TreeLook, treeItem } from '../editor/shown/items';
import { MANAGE_TRUST } from '../editor/trust';
import type { WaitingTraining } from '../engine/trainingQueue';
import type { RunGroup } from './arrangedRuns';
import type { DetailGroup, DetailRow, RunLook } from './describeRun';

export interface RunNode {
  kind: 'run';
  /** A run that has several tags stands in several groups. */
  id: string;
  folder: string;
}
export type GroupNode = { kind: 'group'; run: RunNode; group: DetailGroup };
export type RowNode = { kind: 'row'; id: string; row: DetailRow };
/** Runs that have something in common. */
export type SectionNode = { kind: 'section'; id: string; group: RunGroup };
/** That there are more runs than are listed, in a section or in all. */
export type MoreNode = { kind: 'more'; section: string; left: number };
/** A training that waits for its turn. */
export type WaitingNode = { kind: 'waiting'; id: string; waiting: WaitingTraining };
/** That Restricted Mode keeps runs from being used. */
type RestrictedNode = { kind: 'restricted' };
/** That the filter lets no run pass. */
type NoneNode = { kind: 'none'; filter: string };
export type TreeNode = RunNode | GroupNode | RowNode | SectionNode | MoreNode | WaitingNode | RestrictedNode | NoneNode;

/** How a click shows a run: the next one takes its place, and the tree keeps the focus. */
export const CLICKED = { preview: true, preserveFocus: true };

export const RESTRICTED: RestrictedNode = { kind: 'restricted' };

export const lookOf = (look: RunLook, id: string): TreeLook => ({
  ...look,
  id,
  spoken: `${look.label}, ${look.description}`,
});

export const rowItem = ({ id, row: { label, value, tooltip } }: RowNode): vscode.TreeItem =>
  treeItem({ label, id, description: value, tooltip: tooltip ?? `${label}: ${value}` });

export function sectionItem({ id, group }: SectionNode, state: vscode.TreeItemCollapsibleState): vscode.TreeItem {
  const { label, description } = group;
  return treeItem({ ...{ label, id, description, state }, context: 'section', icon: 'folder' });
}

export function moreItem({ section, left }: MoreNode): vscode.TreeItem {
  const title = vscode.l10n.t('Show more runs');
  return treeItem({
    ...{ label: title, description: vscode.l10n.t('{0} are not shown', count(left)), icon: 'ellipsis' },
    ...{ id: `${section}#more`, command: { command: 'nlpLab.showMoreRuns', title, arguments: [section] } },
  });
}

export function noneItem({ filter }: NoneNode): vscode.TreeItem {
  const title = vscode.l10n.t('Clear Filter');
  return treeItem({
    ...{ label: vscode.l10n.t('No run passes the filter'), description: filter, icon: 'filter' },
    ...{ tooltip: title, command: { command: 'nlpLab.clearRunsFilter', title } },
  });
}

export function restrictedItem(): vscode.TreeItem {
  const title = vscode.l10n.t('Manage Workspace Trust');
  return treeItem({
    label: vscode.l10n.t('Restricted Mode: runs can only be looked at'),
    description: title,
    tooltip: vscode.l10n.t('This is off in Restricted Mode. Trust this folder to train and to use models in it.'),
    icon: 'shield',
    command: { command: MANAGE_TRUST, title },
  });
}
