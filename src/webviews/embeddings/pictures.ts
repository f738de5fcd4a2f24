// What is seen of the maps as one picture, side by side.

import { element } from '../shared/element';
import { themeColor } from '../shared/theme';

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

/** Drawings beside each other in one. */
export function svgOfMaps(drawings: readonly string[]): string {
  if (drawings.length === 1) return drawings[0];
  const sizes = drawings.map((drawing) => {
    const [, width, height] = /<svg[^>]* width="([\d.]+)" height="([\d.]+)"/.exec(drawing) ?? ['', '0', '0'];
    return { width: Number(width), height: Number(height) };
  });
  let left = 0;
  const parts = drawings.map((drawing, i) => {
    const placed = drawing.replace('<svg ', `<svg x="${left}" y="0" `);
    left += sizes[i].width;
    return placed;
  });
  const tall = Math.max(...sizes.map(({ height }) => height));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${left}" height="${tall}">\n${parts.join('')}</svg>\n`;
}
