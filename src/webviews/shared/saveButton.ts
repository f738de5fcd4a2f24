// A button that saves what a view shows where the person says.

import type { SaveFileRequest } from '../../protocol/saveFile';
import type { SharedCalls } from '../../protocol/views';
import { button } from './controls';

/** A picture as it is seen, the same as a drawing, its numbers; a text, all that is known of it; a report. */
export type SavedKind = PictureKind | 'txt' | 'json' | 'md' | 'html';

export type PictureKind = 'png' | 'svg' | 'csv';

export interface SaveButtonOptions {
  label: string;
  hint: string;
  /** What is shown now; undefined: nothing yet. What it throws is a failure to save. */
  content(): SaveFileRequest | undefined;
  /** The call of the view's client. */
  save(request: SaveFileRequest): Promise<SharedCalls['saveFile']['reply']>;
  onFailure(error: unknown): void;
}

export const saveButton = ({ label, hint, ...how }: SaveButtonOptions): HTMLElement =>
  button({ label, hint, onClick: saver(how) });

/** Saves what there is when it is called. */
export function saver({ content, save, onFailure }: Omit<SaveButtonOptions, 'label' | 'hint'>): () => void {
  const press = async (): Promise<void> => {
    const request = content();
    if (request) await save(request);
  };
  return () => void press().catch(onFailure);
}
