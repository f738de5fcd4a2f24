// How figures are written, the same in the tree, the status bar and the views: three significant digits, thin spaces in
// thousands, times as `2 min 14 s`, shares as `83.9 %`.

import { toTranslate } from './toTranslate';

const THIN = '\u202f';

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, THIN);
}

/** A measured value: three significant digits, powers of ten outside 0.001 to 1,000,000. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  const size = Math.abs(value);
  const sign = value < 0 ? '−' : '';
  if (size >= 1e6 || size < 1e-3) return sign + size.toExponential(2).replace('e+', 'e').replace('e-', 'e−');
  const rounded = Number(size.toPrecision(3));
  if (rounded >= 1000) return sign + grouped(String(Math.round(rounded)));
  return sign + size.toPrecision(3);
}

/** A measured value with a sign, also of what is more than nothing. */
export const signedFigure = (value: number): string => (value > 0 ? `+${figure(value)}` : figure(value));

/** A counted value: whole, thin spaces in thousands. */
export function count(value: number): string {
  return value < 0 ? '−' + grouped(String(-value)) : grouped(String(value));
}

/** Of whole numbers, as steps, or of others, as seconds. */
export const amount = (value: number): string => (Number.isInteger(value) ? count(value) : figure(value));

/** A share of one as per cent. */
export function share(value: number): string {
  if (!Number.isFinite(value)) return figure(value);
  const percent = value * 100;
  const text = percent === 0 ? '0' : percent >= 99.95 ? percent.toFixed(0) : percent.toFixed(percent >= 10 ? 1 : 2);
  return `${text}${THIN}%`;
}

/** Units of time: in the language of the editor where it was set, once and before anything is written. */
let translate = (text: string): string => text;

export const writeTimesIn = (language: (text: string) => string): void => void (translate = language);

const inUnits = (text: string, ...values: (number | string)[]): string =>
  translate(text).replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)]));

export function duration(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds < 0) return '–';
  if (seconds < 0.995) return inUnits(toTranslate('{0}\u202fms'), Math.round(seconds * 1000));
  if (seconds < 9.95) return inUnits(toTranslate('{0}\u202fs'), seconds.toFixed(1));
  const whole = Math.round(seconds);
  if (whole < 60) return inUnits(toTranslate('{0}\u202fs'), whole);
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return inUnits(toTranslate('{0}\u202fmin {1}\u202fs'), minutes, whole % 60);
  return inUnits(toTranslate('{0}\u202fh {1}\u202fmin'), Math.floor(minutes / 60), minutes % 60);
}

export function bytes(value: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  if (value < 1000) return `${count(value)}${THIN}${units[0]}`;
  const rounded = Number(value.toPrecision(3)); // 999,999 bytes are 1 MB, and not 1000 kB
  const step = Math.min(units.length - 1, Math.floor(Math.log10(rounded) / 3));
  return `${figure(rounded / 1000 ** step)}${THIN}${units[step]}`;
}
