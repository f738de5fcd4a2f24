// The colours of categories as the theme has them now, told apart from one another; in high contrast further apart.

import { CATEGORY_COLORS } from '../../shared/colorScale';
import { parseColor, type Rgb } from '../../shared/oklab';
import { themeColor } from '../../shared/theme';
import { distinctColors } from './distinctColors';

const LEAST_APART = 0.12;
const LEAST_APART_IN_CONTRAST = 0.18;
const GREY: Rgb = [0.5, 0.5, 0.5];

export const isHighContrast = (): boolean => document.body.className.includes('vscode-high-contrast');

let known: { key: string; colors: Rgb[] } | undefined;

export function categoryColors(): readonly Rgb[] {
  const texts = ['editor-background', ...CATEGORY_COLORS].map((name) => themeColor(name));
  const least = isHighContrast() ? LEAST_APART_IN_CONTRAST : LEAST_APART;
  const key = [least, ...texts].join(' ');
  if (known?.key === key) return known.colors;
  const [background, ...colors] = texts.map((text) => parseColor(text) ?? GREY);
  known = { key, colors: distinctColors(colors, { background, least }) };
  return known.colors;
}
