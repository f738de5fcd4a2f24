// A button that saves what a view shows, as a picture or a table, where the person says.

import type { SaveFileRequest } from '../../protocol/saveFile';
import type { SharedCalls } from '../../protocol/views';
import { button } from './controls';

export interface SaveButtonOptions {
  label: string;
  hint: string;
  /** What is shown now; undefined: nothing yet. */
  content(): SaveFileRequest | undefined;
  /** The call of the view's client. */
  save(request: SaveFileRequest): Promise<SharedCalls['saveFile']['reply']>;
  onFailure(error: unknown): void;
}

export function saveButton({ label, hint, content, save, onFailure }: SaveButtonOptions): HTMLElement {
  return button({
    label,
    hint,
    onClick: () => {
      const request = content();
      if (request) void save(request).catch(onFailure);
    },
  });
}
