// Short tables that stand whole in the page: names and figures side by side. `table.ts` is for lists of any length.

import { share } from '../../protocol/figures';
import { element } from './element';

export interface Heading {
  text: string;
  /** Said on hover. */
  hint?: string;
  isNumeric?: boolean;
}

export interface PlainTableOptions {
  /** What it is, for screen readers, where no heading says so. */
  label?: string;
  /** Classes besides `plain`. */
  kind?: string;
  headings?: readonly Heading[];
  rows: readonly HTMLElement[];
}

export function plainTable({ label, kind, headings, rows }: PlainTableOptions): HTMLElement {
  const attributes = label === undefined ? undefined : { 'aria-label': label };
  const head = headings && element('thead', {}, row(...headings.map(headingCell)));
  const parts = [...(head ? [head] : []), element('tbody', {}, ...rows)];
  return element('table', { class: kind === undefined ? 'plain' : `plain ${kind}`, attributes }, ...parts);
}

export const row = (...cells: readonly HTMLElement[]): HTMLElement => element('tr', {}, ...cells);

/** The name of a row. @param title said on hover; the name itself where it may be cut off */
export const nameCell = (text: string, title?: string): HTMLElement =>
  element('th', { text, title, attributes: { scope: 'row' } });

export const cell = (text: string, title?: string): HTMLElement => element('td', { text, title });

export const numberCell = (text: string): HTMLElement => element('td', { class: 'number', text });

/** A share as a number and as a bar. */
export function shareCells(part: number): HTMLElement[] {
  const bar = element('span', { class: 'bar' });
  bar.style.setProperty('--share', String(part));
  return [numberCell(share(part)), element('td', { class: 'bars', attributes: { 'aria-hidden': 'true' } }, bar)];
}

/** Above bars there is nothing to say. */
const headingCell = ({ text, hint, isNumeric = false }: Heading): HTMLElement =>
  text === ''
    ? element('td')
    : element('th', {
        ...{ text, title: hint, attributes: { scope: 'col' } },
        ...(isNumeric ? { class: 'number' } : {}),
      });

/** Around a table that may be wider than its place. */
export const scrollable = (label: string, content: HTMLElement): HTMLElement =>
  element('div', { class: 'scroll', attributes: { tabindex: '0', role: 'group', 'aria-label': label } }, content);
