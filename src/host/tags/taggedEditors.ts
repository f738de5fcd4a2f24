// The texts whose entities are drawn in editors, each with what a run found in it, until they are cleared or closed.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { DrawnEditors, type Drawing } from '../editor/drawnEditors';
import type { Lifetime } from '../editor/lifetime';
import { markOf } from '../editor/shown/marks';
import { withProgress } from '../editor/shown/progress';
import type { SharedEngine } from '../engine/sharedEngine';
import { nameOf, type RunEntry } from '../runs/runEntry';
import { TaggedText } from './taggedText';

/** Marks are those of types, the most frequent first. */
export interface ShownTags extends Drawing {
  run: { folder: string; name: string };
  text: TaggedText;
}

export class TaggedEditors extends DrawnEditors<ShownTags> {
  constructor(
    private readonly working: SharedEngine,
    life: Lifetime,
  ) {
    super(life);
  }

  /** Has a run tag a text, in place of the tags it has. Fails as `tagText`. */
  tag(document: vscode.TextDocument, entry: RunEntry): Promise<ShownTags> {
    const { folder } = entry.summary;
    return this.drawOn(document, async () => {
      const { tagText } = await import('./tagText');
      const title = vscode.l10n.t('Tagging {0} with {1}', path.basename(document.uri.path), nameOf(entry));
      const sentences = await withProgress(title, (signal, onProgress) =>
        tagText(this.working, folder, document.getText(), { signal, onProgress }),
      );
      const text = new TaggedText(sentences);
      return {
        ...{ run: { folder, name: nameOf(entry) }, text },
        marks: new Map(text.types.map(({ type }, index) => [type, markOf(type, index)])),
        places: () => text.entities.map(({ type: mark, start, end }) => ({ mark, start, end })),
        edit: (changes) => text.edit(changes),
      };
    });
  }
}
