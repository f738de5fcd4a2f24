// Colours for categories that differ from one another and from the background, whatever the theme's are: some themes have one
// colour under two names. Pure.

import { contrast, fromOklab, type Oklab, type Rgb, toOklab } from '../../shared/oklab';

export interface DistinctOptions {
  background: Rgb;
  /** How far apart any two are in Oklab. */
  least: number;
}

/** What graphics need against their background (WCAG 2.2, 1.4.11). */
const LEAST_CONTRAST = 3;
const HUES = 36;
const LIGHTNESSES = 13;
const CHROMAS = [0.1, 0.14, 0.18] as const;

/** Each stays as it is where it may, else it becomes the nearest colour that may be. */
export function distinctColors(colors: readonly Rgb[], options: DistinctOptions): Rgb[] {
  const labs = colors.map((color) => readable(toOklab(color), options.background));
  const chosen: Oklab[] = [];
  labs.forEach((own, i) => {
    const isFree = room(own, chosen) >= options.least && reads(own, options.background);
    chosen.push(isFree ? own : nearestFree(own, [...chosen, ...labs.slice(i + 1)], options));
  });
  return chosen.map((color, i) => (distance(color, toOklab(colors[i])) === 0 ? colors[i] : fromOklab(color)));
}

/** The same hue, so much darker or lighter that it reads. */
function readable(color: Oklab, background: Rgb): Oklab {
  const [lightness, a, b] = color;
  const step = toOklab(background)[0] > 0.5 ? -0.01 : 0.01;
  for (let shift = 0; Math.abs(shift) < 1; shift += step) {
    const shifted: Oklab = [lightness + shift, a, b];
    if (reads(shifted, background)) return shifted;
  }
  return color;
}

function nearestFree(own: Oklab, others: readonly Oklab[], { background, least }: DistinctOptions): Oklab {
  const offered = candidates().filter((color) => reads(color, background));
  const free = offered.filter((color) => room(color, others) >= least);
  const by = (score: (color: Oklab) => number, among: readonly Oklab[]): Oklab | undefined =>
    among.reduce<Oklab | undefined>((best, color) => (best && score(best) <= score(color) ? best : color), undefined);
  return by((color) => distance(color, own), free) ?? by((color) => -room(color, others), offered) ?? own;
}

/** Only colours that displays have: others would come out as something else. */
function candidates(): Oklab[] {
  const found: Oklab[] = [];
  for (const chroma of CHROMAS)
    for (let hue = 0; hue < HUES; hue++)
      for (let step = 0; step < LIGHTNESSES; step++) {
        const angle = (2 * Math.PI * hue) / HUES;
        const color: Oklab = [0.3 + 0.05 * step, chroma * Math.cos(angle), chroma * Math.sin(angle)];
        if (distance(toOklab(fromOklab(color)), color) < 0.01) found.push(color);
      }
  return found;
}

const reads = (color: Oklab, background: Rgb): boolean => contrast(fromOklab(color), background) >= LEAST_CONTRAST;

const distance = (a: Oklab, b: Oklab): number => Math.hypot(...a.map((value, i) => value - b[i]));

const room = (color: Oklab, others: readonly Oklab[]): number =>
  others.reduce((least, other) => Math.min(least, distance(color, other)), Infinity);
