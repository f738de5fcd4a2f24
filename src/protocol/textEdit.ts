// Changes to a text, as an editor makes them.

/** Of what stood there before any of them, in UTF-16 units. */
export interface TextEdit {
  offset: number;
  length: number;
  content: string;
}

/** What can be written at a key of JSON. */
export type JsonValue = string | number | boolean | JsonValue[] | { [key: string]: JsonValue };
