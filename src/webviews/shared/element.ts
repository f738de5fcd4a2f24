// Makes elements. Text goes in as text; there is no way to give HTML.

export interface ElementOptions {
  class?: string;
  text?: string;
  title?: string;
  attributes?: Record<string, string>;
}

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  options?: ElementOptions,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K];
export function element(tag: string, options?: ElementOptions, ...children: (Node | string)[]): HTMLElement;
export function element(tag: string, options: ElementOptions = {}, ...children: (Node | string)[]): HTMLElement {
  const node = document.createElement(tag);
  if (options.class !== undefined) node.className = options.class;
  if (options.text !== undefined) node.textContent = options.text;
  if (options.title !== undefined) node.title = options.title;
  for (const [name, value] of Object.entries(options.attributes ?? {})) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** Shows or hides without taking apart. */
export function show(node: HTMLElement, shown: boolean): void {
  node.hidden = !shown;
}

/** Sets text only where it differs, so that live regions stay quiet when nothing changed. */
export function say(node: HTMLElement, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}

/** A line that is read aloud when it changes, politely. */
export const liveText = (kind: string): HTMLElement =>
  element('p', { class: kind, attributes: { role: 'status', 'aria-live': 'polite' } });
