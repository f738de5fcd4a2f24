// What is seen of the maps as one picture, side by side.

import { element } from '../../shared/element';
import { themeColor } from '../../shared/theme';

/** The base64 of a PNG over the theme's background; each map is a stack of canvases of one size. */
export function pngOfMaps(maps: readonly (readonly HTMLCanvasElement[])[]): string {
  const all = element('canvas');
  all.width = Math.max(
    1,
    maps.reduce((sum, [lowest]) => sum + lowest.width, 0),
  );
  all.height = Math.max(1, ...maps.map(([lowest]) => lowest.height));
  const context = all.getContext('2d');
  if (!context) return '';
  context.fillStyle = themeColor('editor-background');
  context.fillRect(0, 0, all.width, all.height);
  let left = 0;
  for (const map of maps) {
    for (const canvas of map) context.drawImage(canvas, left, 0);
    left += map[0].width;
  }
  return all.toDataURL('image/png').split(',')[1];
}
