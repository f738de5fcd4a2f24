// What stands in place of content: work going on (said after 200 ms, not before), an error, or nothing yet.

import { share } from '../../protocol/figures';
import type { Notice, Remedy } from '../../protocol/views';
import { element, say, show } from './element';

const PATIENCE_MS = 200;

export interface NoticeArea {
  node: HTMLElement;
  show(notice: Notice): void;
  clear(): void;
}

/** Buttons for what a person can do now (cancel, try again), by the kind of notice or by the remedy it names. */
export type NoticeActions = Partial<Record<Notice['kind'] | Remedy, HTMLElement>>;

export function noticeArea(actions: NoticeActions = {}): NoticeArea {
  const ring = element('vscode-progress-ring', { attributes: { 'aria-hidden': 'true' } });
  const text = element('p', { attributes: { role: 'status', 'aria-live': 'polite' } });
  const node = element('div', { class: 'notice' }, ring, text, ...Object.values(actions));
  node.hidden = true;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const display = ({ kind, message, fraction, remedy }: Notice): void => {
    timer = undefined;
    show(node, true);
    node.classList.toggle('error', kind === 'error');
    show(ring, kind === 'working');
    for (const [name, action] of Object.entries(actions)) show(action, name === kind || name === remedy);
    say(text, fraction === undefined ? message : `${message} ${share(fraction)}`);
  };
  return {
    node,
    show(notice) {
      clearTimeout(timer);
      if (notice.kind === 'error' || !node.hidden) display(notice);
      else timer = setTimeout(() => display(notice), PATIENCE_MS);
    },
    clear() {
      clearTimeout(timer);
      show(node, false);
    },
  };
}
