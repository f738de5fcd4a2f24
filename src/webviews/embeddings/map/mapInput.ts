// What hands do in a map: the pointer, the wheel, menus, the keys.

import { placeIn } from '../../shared/picture';
import { onWheel } from '../../shared/zooming';
import { zoomed } from './camera';
import { handleKeys } from './mapKeys';
import { handleMenu } from './mapMenu';
import { handlePointer } from './mapPointer';
import type { InputOptions } from './surface';

/** Pixels that the wheel turns for a factor of e: slower than in pictures where it moves too. */
const WHEEL_PX = 400;

export function handleInput(options: InputOptions): void {
  handlePointer(options);
  handleWheel(options);
  handleMenu(options);
  handleKeys(options);
}

function handleWheel({ node, surface, onCamera, onLeave }: InputOptions): void {
  onWheel(node, {
    wheelPx: WHEEL_PX,
    onZoom(factor, event) {
      const { camera, size } = surface();
      if (camera) onCamera(zoomed(camera, factor, placeIn(node, event), size));
      onLeave(false);
    },
  });
}
