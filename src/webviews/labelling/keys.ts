// What the keys of a keyboard mean while a person labels. Pure.

export type KeyAction =
  | { kind: 'name'; index: number }
  | { kind: 'open' | 'undo' | 'accept' | 'clear' | 'next' | 'previous' | 'search' | 'keys' };

/** What a key that is held down goes on with; labels are given and taken back once for each press. */
export const goesOnWhileHeld = ({ kind }: KeyAction): boolean =>
  kind === 'next' || kind === 'previous' || kind === 'open';

type PressedKey = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** Of labels, in their order. Letters that mean something else are left out. */
const NAME_KEYS = '123456789bcdefghijklmopqrtvwxyz';

const LETTERS = { s: 'open', n: 'open', u: 'undo', a: 'accept' } as const;

const NAMED = {
  Delete: 'clear',
  Backspace: 'clear',
  PageDown: 'next',
  PageUp: 'previous',
  '?': 'keys',
  '/': 'search',
} as const;

/** The key of a label by its place, as it is shown; empty where there are more labels than keys. */
export const keyOfName = (place: number): string => (NAME_KEYS[place] ?? '').toUpperCase();

/** Letters and digits are those of the keyboard where another script is typed: ㄴ is S. */
function letterOf({ key, code }: PressedKey): string {
  if (/^[a-z0-9]$/i.test(key)) return key.toLowerCase();
  return /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(code)?.[1].toLowerCase() ?? '';
}

/** Undefined for keys that mean nothing here, or something to the editor. */
export function keyAction(pressed: PressedKey): KeyAction | undefined {
  const { key, ctrlKey, metaKey, altKey } = pressed;
  const letter = letterOf(pressed);
  if (ctrlKey || metaKey) {
    if (letter === 'z') return { kind: 'undo' };
    return letter === 'f' ? { kind: 'search' } : undefined;
  }
  if (altKey) return undefined;
  if (Object.hasOwn(NAMED, key)) return { kind: NAMED[key as keyof typeof NAMED] };
  if (Object.hasOwn(LETTERS, letter)) return { kind: LETTERS[letter as keyof typeof LETTERS] };
  const index = letter === '' ? -1 : NAME_KEYS.indexOf(letter);
  return index < 0 ? undefined : { kind: 'name', index };
}
