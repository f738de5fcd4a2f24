// Colours and fonts of the editor's theme, for canvases, and word when the theme changes.

export function themeColor(name: string, fallback = 'foreground'): string {
  const style = getComputedStyle(document.body);
  return style.getPropertyValue(`--vscode-${name}`).trim() || style.getPropertyValue(`--vscode-${fallback}`).trim();
}

/** @param scale of canvases that count the display's own pixels */
export function themeFont(scale = 1): string {
  const { fontSize, fontFamily } = getComputedStyle(document.body);
  return `${scale * parseFloat(fontSize)}px ${fontFamily}`;
}

export function onThemeChange(listener: () => void): void {
  const observer = new MutationObserver(() => requestAnimationFrame(listener));
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
}
