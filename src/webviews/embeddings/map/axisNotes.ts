// What is written at the borders of a map: along its axes, and which map it is where two stand side by side.

import { element, show } from '../../shared/element';
import type { Box } from './labels';

export class AxisNotes {
  private readonly acrossNode = element('p', { class: 'axis-title across' });
  private readonly upNode = element('p', { class: 'axis-title up' });
  readonly nodes: HTMLElement[];

  constructor(caption?: string) {
    const above = caption === undefined ? [] : [element('p', { class: 'caption', text: caption })];
    this.nodes = [this.acrossNode, this.upNode, ...above];
    this.set([]);
  }

  get titles(): { across: string; up: string } {
    return { across: this.acrossNode.textContent ?? '', up: this.upNode.textContent ?? '' };
  }

  /** Where they stand on `map`. */
  boxesOn(map: HTMLElement): Box[] {
    const { left, top } = map.getBoundingClientRect();
    const shown = this.nodes.filter((node) => !node.hidden).map((node) => node.getBoundingClientRect());
    return shown.map((box) => ({
      ...{ left: box.left - left, right: box.right - left },
      ...{ top: box.top - top, bottom: box.bottom - top },
    }));
  }

  /** None where axes mean nothing. */
  set([across = '', up = '']: readonly string[]): void {
    this.acrossNode.textContent = across;
    this.upNode.textContent = up;
    for (const node of [this.acrossNode, this.upNode]) show(node, node.textContent !== '');
  }
}
