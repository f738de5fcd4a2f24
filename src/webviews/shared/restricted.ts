// Above a view that uses models: that Restricted Mode keeps it from that, with the way to trust the folder.

import { button } from './controls';
import { element } from './element';

export interface RestrictedOptions {
  text: string;
  manage: string;
  onManage(): void;
  /** Settles when the folder is trusted. */
  trusted: Promise<unknown>;
}

export function showRestricted({ text, manage, onManage, trusted }: RestrictedOptions): void {
  const way = button({ label: manage, onClick: onManage });
  const node = element('div', { class: 'notice', attributes: { role: 'note' } }, element('p', { text }), way);
  document.getElementById('view')?.prepend(node);
  void trusted.then(() => node.remove());
}
