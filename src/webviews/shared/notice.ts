// What stands in place of content: work going on (said after 200 ms, not before), an error, or nothing yet.

import { share } from '../../protocol/figures';
import { LabError } from '../../protocol/labError';
import type { Notice, Remedy } from '../../protocol/views';
import { button } from './controls';
import { element, say, show } from './element';
import { patience } from './patience';

export interface NoticeArea {
  node: HTMLElement;
  show(notice: Notice): void;
  clear(): void;
  /** Says what went wrong, unless the person has cancelled it. */
  fail(error: unknown): void;
}

/** Buttons for what a person can do now (cancel, try again), by the kind of notice or by the remedy it names. */
export type NoticeActions = Partial<Record<Notice['kind'] | Remedy, HTMLElement>>;

export function noticeArea(actions: NoticeActions = {}): NoticeArea {
  const ring = element('vscode-progress-ring', { attributes: { 'aria-hidden': 'true' } });
  const text = element('p', { attributes: { role: 'status', 'aria-live': 'polite' } });
  const node = element('div', { class: 'notice' }, ring, text, ...Object.values(actions));
  node.hidden = true;
  const { wait, end } = patience();

  const display = ({ kind, message, fraction, remedy }: Notice): void => {
    end();
    show(node, true);
    node.classList.toggle('error', kind === 'error');
    node.classList.toggle('working', kind === 'working');
    show(ring, kind === 'working');
    for (const [name, action] of Object.entries(actions)) show(action, name === kind || name === remedy);
    say(text, fraction === undefined ? message : `${message} ${share(fraction)}`);
  };
  const tell = (notice: Notice): void => {
    if (notice.kind === 'error' || !node.hidden) display(notice);
    else wait(() => display(notice));
  };
  return {
    node,
    show: tell,
    fail(error) {
      const { code, message } = LabError.toData(error);
      if (code !== 'CANCELLED') tell({ kind: 'error', message });
    },
    clear() {
      end();
      show(node, false);
    },
  };
}

/** For work that a person can cancel, and begin again when it has failed. */
export const workNotice = (
  strings: { cancel: string; again: string },
  { onCancel, onAgain }: { onCancel(): void; onAgain(): void },
): NoticeArea =>
  noticeArea({
    working: button({ label: strings.cancel, onClick: onCancel }),
    error: button({ label: strings.again, onClick: onAgain }),
  });
