// Colours in Oklab, where equal distances look equal (Ottosson 2020, "A perceptual color space for image processing").
// Pure; all that is read of the theme is in colorScale.ts.

/** Red, green and blue from 0 to 1, as displays want them (sRGB, with its gamma). */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Lightness from 0 to 1; a from green to red; b from blue to yellow. */
export type Oklab = readonly [lightness: number, a: number, b: number];

/** `#rgb`, `#rrggbb`, `#rrggbbaa`, `rgb(…)` and `rgba(…)`, as theme variables are written; undefined for anything else. */
export function parseColor(text: string): Rgb | undefined {
  const hex = /^#([\da-f]{3,8})$/i.exec(text.trim())?.[1];
  if (hex !== undefined) {
    const whole = hex.length < 6 ? [...hex].map((digit) => digit + digit).join('') : hex;
    const [red, green, blue] = [0, 2, 4].map((at) => Number.parseInt(whole.slice(at, at + 2), 16) / 255);
    return [red, green, blue];
  }
  const parts = /^rgba?\(\s*([\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)/i.exec(text.trim());
  if (!parts) return undefined;
  const [red, green, blue] = parts.slice(1, 4).map((part) => Number(part) / 255);
  return [red, green, blue];
}

const linear = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

const displayed = (value: number): number => {
  const inRange = Math.min(1, Math.max(0, value));
  return inRange <= 0.0031308 ? inRange * 12.92 : 1.055 * inRange ** (1 / 2.4) - 0.055;
};

export function toOklab([red, green, blue]: Rgb): Oklab {
  const [r, g, b] = [linear(red), linear(green), linear(blue)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** Colours that no display has are cut to the nearest shares. */
export function fromOklab([lightness, a, b]: Oklab): Rgb {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    displayed(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    displayed(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    displayed(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

export function cssOf([red, green, blue]: Rgb): string {
  return `rgb(${[red, green, blue].map((value) => Math.round(value * 255)).join(' ')})`;
}

/** Relative luminance (WCAG 2.2), 0 to 1. */
const luminance = ([red, green, blue]: Rgb): number =>
  0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);

/** How well one reads on the other: 1 to 21 (WCAG 2.2). */
export function contrast(one: Rgb, other: Rgb): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}
