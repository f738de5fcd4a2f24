// Themes of VS Code, by their names in settings: the name in the theme picker, and the class that the workbench wears.

import { ofTier } from '../support/tier';

export const THEMES = {
  'Dark Modern': { label: 'Dark Modern', kind: 'vs-dark' },
  'Light Modern': { label: 'Light Modern', kind: 'vs' },
  'Default High Contrast': { label: 'Dark High Contrast', kind: 'hc-black' },
  'Default High Contrast Light': { label: 'Light High Contrast', kind: 'hc-light' },
} as const;

export type Theme = keyof typeof THEMES;

/** That views are looked at in: a dark one, and the one with borders and dark text; the last is what suites go on in. */
export const CHECKED_THEMES: readonly Theme[] = ofTier(
  ['Default High Contrast Light', 'Dark Modern'],
  ['Light Modern', 'Default High Contrast'],
);
