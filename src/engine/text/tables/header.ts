// What the names of columns say: whether a line is a header, and which column holds the text and which the label.

const textNames = /^(text|document|review|sentence|content|comment|tweet|message|body|title|question)s?\d*$/i;
const labelNames = /^(label|class|category|sentiment|target|polarity|rating|stars|score|topic|y|tag|intent)$/i;
const LONGEST_NAME = 40;

export const isTextName = (name: string): boolean => textNames.test(name);

export const isLabelName = (name: string): boolean => labelNames.test(name);

/** Names as of columns: short and different, one of them a usual name of a text or a label. */
export const looksLikeHeader = (names: readonly string[]): boolean =>
  names.every((name) => name !== '' && name.length <= LONGEST_NAME) &&
  new Set(names).size === names.length &&
  names.some((name) => isTextName(name) || isLabelName(name));

/** A cell that names no column: a number, or a text. */
export const looksLikeData = (name: string): boolean => name.length > LONGEST_NAME || /^[-+]?\d+([.,]\d+)?$/.test(name);
