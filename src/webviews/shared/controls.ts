// The controls of all views: those of VS Code's webview toolkit, imported here and nowhere else. They style themselves
// by adopted style sheets and through the CSSOM, which a strict policy allows.

import {
  type Checkbox,
  type Dropdown,
  type Panels,
  provideVSCodeDesignSystem,
  type TextArea,
  type TextField,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeOption,
  vsCodePanels,
  vsCodePanelTab,
  vsCodePanelView,
  vsCodeProgressRing,
  vsCodeTextArea,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import { element, show } from './element';

/** Defines the controls' elements. Call once, before anything is drawn. */
export function registerControls(): void {
  provideVSCodeDesignSystem().register(
    vsCodeButton(),
    vsCodeCheckbox(),
    vsCodeDropdown(),
    vsCodeOption(),
    vsCodePanels(),
    vsCodePanelTab(),
    vsCodePanelView(),
    vsCodeProgressRing(),
    vsCodeTextArea(),
    vsCodeTextField(),
  );
}

export interface ButtonOptions {
  label: string;
  onClick(): void;
  primary?: boolean;
  /** Said on hover. */
  hint?: string;
}

export function button({ label, onClick, primary = false, hint }: ButtonOptions): HTMLElement {
  const node = element('vscode-button', { text: label, attributes: { appearance: primary ? 'primary' : 'secondary' } });
  if (hint !== undefined) node.title = hint;
  node.addEventListener('click', onClick);
  return node;
}

/** A button that is on or off; `pressed` is told to screen readers too. */
export interface Toggle {
  node: HTMLElement;
  readonly pressed: boolean;
  set(pressed: boolean): void;
}

export function toggle(label: string, pressed: boolean, onChange: (pressed: boolean) => void): Toggle {
  let on = pressed;
  const node = element('vscode-button', { text: label, attributes: { appearance: 'secondary' } });
  const set = (next: boolean): void => {
    on = next;
    node.setAttribute('aria-pressed', String(on));
    node.classList.toggle('on', on);
  };
  node.addEventListener('click', () => {
    set(!on);
    onChange(on);
  });
  set(pressed);
  return {
    node,
    get pressed() {
      return on;
    },
    set,
  };
}

export interface Choice<T extends string> {
  value: T;
  label: string;
}

/** Hidden where there is nothing to choose. */
export function dropdown<T extends string>(
  label: string,
  choices: readonly Choice<T>[],
  value: T,
  onChange: (value: T) => void,
): HTMLElement {
  const options = choices.map((choice) =>
    element('vscode-option', { text: choice.label, attributes: { value: choice.value } }),
  );
  const node = element('vscode-dropdown', { attributes: { 'aria-label': label } }, ...options) as Dropdown;
  node.title = label;
  show(node, choices.length > 1);
  node.setAttribute('current-value', value);
  queueMicrotask(() => (node.value = value));
  node.addEventListener('change', () => {
    const chosen = choices.find((choice) => choice.value === node.value);
    if (chosen) onChange(chosen.value);
  });
  return node;
}

export function checkbox(label: string, checked: boolean, onChange: (checked: boolean) => void): HTMLElement {
  const node = element('vscode-checkbox', { text: label }) as Checkbox;
  node.checked = checked;
  node.addEventListener('change', () => onChange(node.checked));
  return node;
}

/** The toolkit's fields name themselves "Text field" whenever they enter the page: the name is given again after that. */
export function keepName(field: HTMLElement, label: string): void {
  const name = (): void => {
    if (field.getAttribute('aria-label') !== label) field.setAttribute('aria-label', label);
  };
  new MutationObserver(name).observe(field, { attributes: true, attributeFilter: ['aria-label'] });
}

export interface NumberFieldOptions {
  label: string;
  value: number;
  least: number;
  most: number;
  /** Any number will do; without it only whole ones. */
  allowsFractions?: boolean;
  onChange(value: number): void;
}

/** A field for a number; a wrong one goes back to what was there. */
export function numberField({
  label,
  value,
  least,
  most,
  allowsFractions = false,
  onChange,
}: NumberFieldOptions): HTMLElement {
  let last = value;
  const field = element('vscode-text-field', { attributes: { 'aria-label': label, size: '7' } }) as TextField;
  keepName(field, label);
  field.value = String(value);
  field.addEventListener('change', () => {
    const next = Number(field.value.replace(/[\s_,]/g, ''));
    const isOfKind = allowsFractions ? field.value.trim() !== '' : Number.isInteger(next);
    if (isOfKind && next >= least && next <= most && next !== last) onChange((last = next));
    field.value = String(last);
  });
  return element('label', { class: 'field' }, element('span', { text: label }), field);
}

export function searchField(label: string, onInput: (text: string) => void): TextField {
  const field = element('vscode-text-field', { attributes: { 'aria-label': label, placeholder: label } }) as TextField;
  keepName(field, label);
  field.addEventListener('input', () => onInput(field.value));
  return field;
}

/** A field for a short text, told when it is left or Enter is pressed. */
export function textField(label: string, value: string, onChange: (text: string) => void): HTMLElement {
  const field = element('vscode-text-field', { attributes: { 'aria-label': label } }) as TextField;
  keepName(field, label);
  field.value = value;
  field.addEventListener('change', () => onChange(field.value));
  return element('label', { class: 'field text' }, element('span', { text: label }), field);
}

/** A field with a text in it. */
export type TextInput = HTMLElement & { value: string };

/** A field for a text, as high as that, told of every change. */
export function textArea(label: string, value: string, onInput: (text: string) => void): TextInput {
  const attributes = { 'aria-label': label, placeholder: label, rows: '1' };
  const area = element('vscode-text-area', { attributes }) as TextArea;
  keepName(area, label);
  area.classList.add('grows');
  area.value = value;
  area.addEventListener('input', () => onInput(area.value));
  return area;
}

export interface Section {
  id: string;
  label: string;
  content: HTMLElement;
}

/** Sections behind tabs. `onChange` is told the id of the section that is shown. */
export function sections(
  label: string,
  parts: readonly Section[],
  shown: string,
  onChange: (id: string) => void,
): HTMLElement {
  const node = element('vscode-panels', { attributes: { 'aria-label': label, activeid: `tab-${shown}` } });
  for (const { id, label: text } of parts)
    node.append(element('vscode-panel-tab', { text, attributes: { id: `tab-${id}` } }));
  for (const { id, content } of parts)
    node.append(element('vscode-panel-view', { attributes: { id: `view-${id}` } }, content));
  node.addEventListener('change', ({ target }) => {
    const active = target === node ? (node as Panels).activetab?.id : undefined;
    const part = parts.find(({ id }) => `tab-${id}` === active);
    if (part) onChange(part.id);
  });
  return node;
}
