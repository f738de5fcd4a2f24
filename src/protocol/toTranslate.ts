// Texts that are translated where they are shown.

/** Marks a text for translators where it stands. */
export const toTranslate = (text: string): string => text;

/** A sentence with its values in the places of {0}, {1}, ... */
export const filled = (text: string, values: readonly string[] = []): string =>
  text.replace(/\{(\d+)\}/g, (place, number: string) => values[Number(number)] ?? place);
