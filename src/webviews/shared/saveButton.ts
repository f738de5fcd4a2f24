// A button that saves what a view shows, as a picture or a table, where the person says.

import type { SaveFileRequest } from '../../protocol/saveFile';
import type { SharedCalls } from '../../protocol/views';
import { button } from './controls';
import { element } from './element';

export interface SaveButtonOptions {
  label: string;
  hint: string;
  /** What is shown now; undefined: nothing yet. What it throws is a failure to save. */
  content(): SaveFileRequest | undefined;
  /** The call of the view's client. */
  save(request: SaveFileRequest): Promise<SharedCalls['saveFile']['reply']>;
  onFailure(error: unknown): void;
}

export function saveButton({ label, hint, content, save, onFailure }: SaveButtonOptions): HTMLElement {
  const press = async (): Promise<void> => {
    const request = content();
    if (request) await save(request);
  };
  return button({ label, hint, onClick: () => void press().catch(onFailure) });
}

const PICTURE_KINDS = ['png', 'svg', 'csv'] as const;

export type PictureKind = (typeof PICTURE_KINDS)[number];

export interface SaveButtonsOptions extends Pick<SaveButtonOptions, 'save' | 'onFailure'> {
  hint(kind: PictureKind): string;
  content(kind: PictureKind): SaveFileRequest | undefined;
}

/** Buttons for a picture, its SVG and its numbers. */
export function saveButtons({ hint, content, ...options }: SaveButtonsOptions): HTMLElement[] {
  return PICTURE_KINDS.map((kind) =>
    saveButton({ ...options, label: kind.toUpperCase(), hint: hint(kind), content: () => content(kind) }),
  );
}

/** The same as one group of a toolbar. */
export function saveGroup(label: string, options: SaveButtonsOptions): HTMLElement {
  const attributes = { role: 'group', 'aria-label': label };
  return element('span', { class: 'field', attributes }, ...saveButtons(options));
}
