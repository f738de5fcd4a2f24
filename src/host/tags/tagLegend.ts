// The legend of the text in front, in the status bar: how many entities of each type, and on hover how each is drawn; a click offers what
// can be done with them.
import * as vscode from 'vscode';
import { count } from '../../protocol/figures';
import type { Lifetime } from '../editor/lifetime';
import { markList } from '../editor/shown/marks';
import { showLegend } from '../editor/textInFront';
import type { ShownTags, TaggedEditors } from './taggedEditors';

/** For `when` clauses: the text in front has tags. */
export const HAS_TAGS = 'nlpLab.hasTags';

/** Types with their counts in the item itself. */
const TYPES_TOLD = 4;

export const showTagLegend = (tagged: TaggedEditors, life: Lifetime): void =>
  showLegend(
    tagged,
    {
      key: HAS_TAGS,
      item: { id: 'nlpLab.tags', name: vscode.l10n.t('NLP Lab Entities'), priority: 9, icon: 'tag' },
      command: { command: 'nlpLab.showTagActions', title: vscode.l10n.t('Entities') },
      ...{ inShort, inFull },
    },
    life,
  );

/** `PER 12 · LOC 4 · 1 changed` */
function inShort({ text: { types, changed } }: ShownTags): string {
  if (types.length === 0 && changed === 0) return vscode.l10n.t('No entities.');
  const told = types.slice(0, TYPES_TOLD).map(({ type, count: many }) => `${type} ${count(many)}`);
  const more = types.length > TYPES_TOLD ? [`+${types.length - TYPES_TOLD}`] : [];
  const gone = changed > 0 ? [vscode.l10n.t('{0} changed', count(changed))] : [];
  return [...told, ...more, ...gone].join(' · ');
}

/** In the order in which the marks were given. */
function inFull({ run, text, marks }: ShownTags) {
  const counts = new Map(text.types.map(({ type, count: many }) => [type, many]));
  const changed = text.changed > 0 ? [changedText(text.changed)] : [];
  const title = [vscode.l10n.t('Entities found by {0}', run.name), ...changed].join('\n');
  return markList(
    title,
    [...marks.keys()].map((name) => ({ name, text: count(counts.get(name) ?? 0) })),
  );
}

const changedText = (changed: number): string =>
  vscode.l10n.t('{0} sentences were changed since and have no tags.', count(changed));
