// Menus of points in a map.

import { placeIn } from '../../shared/picture';
import { type InputOptions, pointAt } from './surface';

/** The right button over a point; the menu key and Shift+F10 for the word in focus, at its place. */
export function handleMenu({ node, surface, onMenu, onLeave }: InputOptions): void {
  function ofFocus(): boolean {
    const { focus, screen, size } = surface();
    if (focus < 0) return false;
    const { left, top } = node.getBoundingClientRect();
    const within = (value: number, most: number): number => Math.min(most, Math.max(0, value || 0));
    const [x, y] = [within(screen[2 * focus], size.width), within(screen[2 * focus + 1], size.height)];
    onMenu(focus, { x: left + x, y: top + y });
    return true;
  }
  node.addEventListener('contextmenu', (event) => {
    const isPointer = event.button === 2 || event.ctrlKey;
    const index = isPointer ? pointAt(surface(), placeIn(node, event)) : -1;
    if (index >= 0) onMenu(index, { x: event.clientX, y: event.clientY });
    else if (isPointer || !ofFocus()) return; // the editor's own menu
    onLeave(false);
    event.preventDefault();
    event.stopPropagation();
  });
  node.addEventListener('keydown', (event) => {
    const isAsked = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
    if (!isAsked || !ofFocus()) return;
    event.preventDefault();
    event.stopPropagation();
  });
}
