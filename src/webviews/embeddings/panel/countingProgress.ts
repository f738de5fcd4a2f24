// How far a count in the corpus is, with a button that stops it; both are there only when it takes long.

import { share } from '../../../protocol/figures';
import { button } from '../../shared/controls';
import { element, say, show } from '../../shared/element';
import { patience } from '../../shared/patience';
import type { EmbeddingsStrings } from '../strings';

export interface CountingProgress {
  stop: HTMLElement;
  node: HTMLElement;
  /** `announce`: what else is to be said when it takes long. */
  show(fraction: number | undefined, announce: () => void): void;
  /** True where the focus was on what goes now. */
  end(): boolean;
}

export function countingProgress(strings: EmbeddingsStrings, onStop: () => void): CountingProgress {
  const { wait, end } = patience();
  const node = element('span', { class: 'working', attributes: { role: 'status', 'aria-live': 'off' } });
  const stop = button({ label: strings.cancel, onClick: onStop });
  const showBoth = (areShown: boolean): void => [stop, node].forEach((one) => show(one, areShown));
  showBoth(false);
  return {
    stop,
    node,
    show(fraction, announce) {
      wait(() => {
        showBoth(true);
        announce();
      });
      say(node, fraction === undefined ? '' : share(fraction));
    },
    end() {
      end();
      const hadFocus = document.activeElement === stop;
      showBoth(false);
      return hadFocus;
    },
  };
}
