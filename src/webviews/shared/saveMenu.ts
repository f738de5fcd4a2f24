// Everything that a view can save of what it shows, behind one button: a menu of kinds; where there is one kind only, that at once.

import type { SaveFileRequest } from '../../protocol/saveFile';
import type { Translate } from './connect';
import { button } from './controls';
import { element } from './element';
import { popupMenu } from './popupMenu';
import { type SaveButtonOptions, type SavedKind, saver } from './saveButton';

export const saveStrings = (t: Translate) => ({
  save: t('Save…'),
  hint: t('Save what is shown'),
  kinds: {
    ...{ png: t('Picture (PNG)'), svg: t('Drawing (SVG)'), csv: t('Table (CSV)') },
    ...{ txt: t('Text (TXT)'), json: t('All figures (JSON)') },
    ...{ md: t('Report (Markdown)'), html: t('Report (HTML)') },
  } satisfies Record<SavedKind, string>,
});

export interface SaveMenuOptions<K extends SavedKind> extends Pick<SaveButtonOptions, 'save' | 'onFailure'> {
  strings: ReturnType<typeof saveStrings>;
  kinds: readonly K[];
  /** Whether what is shown now can be saved so; all can without it. */
  isOffered?(kind: K): boolean;
  /** What is shown now; undefined: nothing yet. What it throws is a failure to save. */
  content(kind: K): SaveFileRequest | undefined;
}

export function saveMenu<K extends SavedKind>(options: SaveMenuOptions<K>): HTMLElement {
  const { strings, kinds, isOffered = () => true, content, ...how } = options;
  const menu = popupMenu();
  const opener = button({ label: strings.save, hint: strings.hint, onClick: open });
  if (kinds.length > 1) opener.setAttribute('aria-haspopup', 'menu');

  function open(): void {
    const items = kinds.filter(isOffered).map((kind) => ({
      label: strings.kinds[kind],
      run: saver({ ...how, content: () => content(kind) }),
    }));
    if (items.length === 1) return items[0].run();
    const { left, bottom } = opener.getBoundingClientRect();
    menu.open({ x: left, y: bottom }, strings.hint, items, opener);
  }

  return element('span', { class: 'field' }, opener, menu.node);
}
