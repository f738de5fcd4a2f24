// How much room a view gives to its controls and to its picture.

import type { FrameLocator } from 'playwright-core';

export interface ViewLayout {
  /** Height that controls take, wherever they are but in the panel at the side and in the picture; CSS pixels. */
  controlsPx: number;
  /** Of the view's area. */
  pictureShare: number;
}

/** @param picture a CSS selector of what the view is about; several parts are taken together */
export function layoutOf(view: FrameLocator, picture: string): Promise<ViewLayout> {
  return view.locator('body').evaluate(measure, picture);
}

/** Runs in the view. */
function measure(_: HTMLElement, picture: string): ViewLayout {
  const controls =
    '.toolbar, vscode-button, vscode-dropdown, vscode-text-field, vscode-text-area, vscode-checkbox, input';
  const boxesOf = (selector: string): { node: Element; box: DOMRect }[] =>
    [...document.querySelectorAll(selector)]
      .filter((node) => node.checkVisibility())
      .map((node) => ({ node, box: node.getBoundingClientRect() }));
  const outside = boxesOf(controls)
    .filter(({ node }) => !node.closest('.side') && !node.closest(picture))
    .map(({ box }) => box)
    .sort((one, other) => one.top - other.top);
  let controlsPx = 0;
  let end = 0;
  for (const { top, bottom } of outside) {
    controlsPx += Math.max(0, bottom - Math.max(end, top));
    end = Math.max(end, bottom);
  }
  const area = boxesOf(picture).reduce((sum, { box }) => sum + box.width * box.height, 0);
  return { controlsPx, pictureShare: area / (window.innerWidth * window.innerHeight) };
}
