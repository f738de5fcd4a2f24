// Drop-down lists that are drawn anew while a person chooses in them: options that go under the pointer close the list, and
// nothing is chosen.

/** Makes `draw` wait while a drop-down list in `node`, or `node` itself, is open; drawn once when it is closed. */
export function drawnWhenClosed(node: HTMLElement, draw: () => void): () => void {
  const isOpen = (): boolean => node.matches('[open]') || node.querySelector('vscode-dropdown[open]') !== null;
  let waiting: MutationObserver | undefined;
  return () => {
    if (waiting) return;
    if (!isOpen()) return draw();
    waiting = new MutationObserver((_, observer) => {
      if (isOpen()) return;
      observer.disconnect();
      waiting = undefined;
      draw();
    });
    waiting.observe(node, { attributes: true, attributeFilter: ['open'], subtree: true });
  };
}
