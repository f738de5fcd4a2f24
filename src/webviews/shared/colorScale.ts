// Colours for numbers, made of the theme's own: an even sequence, categories, and their legend. Make a scale anew when the
// theme changes (`onThemeChange`).

import { element } from './element';
import { contrast, cssOf, fromOklab, type Oklab, parseColor, type Rgb, toOklab } from './oklab';
import { themeColor } from './theme';

const STEPS = 256;

export interface ColorScale {
  /** What the ends stand for. */
  readonly from: number;
  readonly to: number;
  /** The colour of a value; values beyond the ends take that of the end. */
  color(value: number): string;
  /** A colour to write in on that of a value. */
  ink(value: number): string;
}

interface ThemeColors {
  background: Rgb;
  foreground: Rgb;
}

const BLACK: Rgb = [0, 0, 0];
const WHITE: Rgb = [1, 1, 1];

function themed(name: string, otherwise: Rgb): Rgb {
  return parseColor(themeColor(name)) ?? otherwise;
}

function themeColors(): ThemeColors {
  const isLight = /vscode-(light|high-contrast-light)/.test(document.body.className);
  return {
    background: themed('editor-background', isLight ? WHITE : BLACK),
    foreground: themed('foreground', isLight ? BLACK : WHITE),
  };
}

/** For shares, weights and probabilities: lightness grows evenly from the background towards the text's colour. */
export function sequentialScale(from: number, to: number): ColorScale {
  const { background, foreground } = themeColors();
  return tableScale(from, to, sequence(background, foreground, themed('charts-blue', [0.2, 0.5, 0.9])));
}

/** For signed values: the background is 0, the farther from it the stronger one of two hues. */
export function divergingScale(extent: number): ColorScale {
  const { background } = themeColors();
  const middle = toOklab(background);
  const ends = [themed('charts-orange', [0.85, 0.45, 0.1]), themed('charts-blue', [0.2, 0.5, 0.9])].map(toOklab);
  return tableScale(-extent, extent, (part) => {
    const end = ends[part < 0.5 ? 0 : 1];
    const strength = Math.abs(2 * part - 1);
    const between = (i: 0 | 1 | 2): number => middle[i] + (end[i] - middle[i]) * strength;
    return [between(0), between(1), between(2)];
  });
}

/** Even steps of lightness; the hue is strongest in the middle, where it neither drowns nor bleaches. */
export function sequence(background: Rgb, foreground: Rgb, hue: Rgb): (part: number) => Oklab {
  const [first] = toOklab(background);
  const [last] = toOklab(foreground);
  const [, a, b] = toOklab(hue);
  return (part) => {
    const strength = Math.sin(Math.PI * part);
    return [first + (last - first) * part, a * strength, b * strength];
  };
}

function tableScale(from: number, to: number, colorAt: (part: number) => Oklab): ColorScale {
  const { background, foreground } = themeColors();
  const colors = Array.from({ length: STEPS }, (_, step) => fromOklab(colorAt(step / (STEPS - 1))));
  const texts = colors.map(cssOf);
  const inks = colors.map((color) => inkOn(color, [foreground, background, BLACK, WHITE]));
  const stepOf = (value: number): number => {
    const part = to === from ? 0 : (value - from) / (to - from);
    return Math.round(Math.min(1, Math.max(0, Number.isFinite(part) ? part : 0)) * (STEPS - 1));
  };
  return { from, to, color: (value) => texts[stepOf(value)], ink: (value) => inks[stepOf(value)] };
}

/** The first of the colours that reads at 4.5 to 1, else the one that reads best. */
export function inkOn(color: Rgb, inks: readonly Rgb[]): string {
  const good = inks.find((ink) => contrast(ink, color) >= 4.5);
  const best = [...inks].sort((a, b) => contrast(b, color) - contrast(a, color))[0];
  return cssOf(good ?? best);
}

/** Names of theme colours for at most seven categories; tell them apart by shape or label too. */
export const CATEGORY_COLORS = [
  'charts-blue',
  'charts-orange',
  'charts-green',
  'charts-purple',
  'charts-red',
  'charts-yellow',
  'foreground',
] as const;

export const categoryColor = (index: number): string => themeColor(CATEGORY_COLORS[index % CATEGORY_COLORS.length]);

/** Swatches with the numbers they stand for. */
export function legend(scale: ColorScale, text: (value: number) => string, meaning: string, steps = 5): HTMLElement {
  const values = Array.from({ length: steps }, (_, i) => scale.from + ((scale.to - scale.from) * i) / (steps - 1));
  const swatches = values.map((value) => {
    const swatch = element('span', { class: 'swatch', text: text(value) });
    swatch.style.background = scale.color(value);
    swatch.style.color = scale.ink(value);
    return swatch;
  });
  return element('p', { class: 'legend' }, ...swatches, element('span', { class: 'note', text: meaning }));
}
