// Draws the points of a map so that 100,000 move at the display's rate: sprites on a graphics card (WebGL 2), stamps in memory
// where there is none.

import { element } from '../../shared/element';
import type { PointLayer } from './points';
import { spriteLayer } from './spriteLayer';
import { stampLayer } from './stampLayer';

export function pointLayer(): PointLayer {
  const canvas = element('canvas', { attributes: { 'aria-hidden': 'true' } });
  if (!hasCard()) return stampLayer(canvas);
  const gl = canvas.getContext('webgl2', { antialias: false, premultipliedAlpha: true });
  return (gl && spriteLayer(canvas, gl)) ?? stampLayer(element('canvas', { attributes: { 'aria-hidden': 'true' } }));
}

/** Whether WebGL is there and drawn by a card; browsers may imitate one, and sprites are slow then. */
function hasCard(): boolean {
  const gl = document.createElement('canvas').getContext('webgl2', { failIfMajorPerformanceCaveat: true });
  if (!gl) return false;
  const details = gl.getExtension('WEBGL_debug_renderer_info');
  const name: unknown = gl.getParameter(details ? details.UNMASKED_RENDERER_WEBGL : gl.RENDERER);
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return !/swiftshader|llvmpipe|softpipe|software|basic render/i.test(String(name));
}
