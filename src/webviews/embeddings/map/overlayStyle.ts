// Colours and font of what lies over the points, as the theme has them now.

import { themeColor } from '../../shared/theme';
import type { Overlay } from './drawing';

const LEAST_HEIGHT_PX = 10;

export function overlayStyle(): Pick<Overlay, 'colors' | 'height' | 'family' | 'font'> {
  const { fontSize, fontFamily } = getComputedStyle(document.body);
  const height = Math.max(LEAST_HEIGHT_PX, Number.parseFloat(fontSize) || 13);
  const colors = {
    text: themeColor('foreground'),
    quiet: themeColor('descriptionForeground'),
    halo: themeColor('editor-background'),
    focus: themeColor('charts-yellow'),
    neighbor: themeColor('charts-green'),
    found: themeColor('charts-purple'),
  };
  return { colors, height, family: fontFamily, font: `${height}px ${fontFamily}` };
}
