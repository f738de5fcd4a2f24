// The shaders of the points: where a point of the map falls on the screen, as `toScreen` says it, and which pixels its shape
// covers.

export const VERTEX = `#version 300 es
in vec3 place;
in vec4 color;
in float shape;
uniform vec3 center;
uniform vec4 turn; // cos and sin of yaw, cos and sin of pitch
uniform vec2 view; // size in CSS pixels
uniform float scale, away, diameter;
out vec4 tint;
flat out int kind;
flat out float edge;
void main() {
  vec3 p = place - center;
  float turned = turn.x * p.z - turn.y * p.x;
  float nearness = turn.w * p.y + turn.z * turned;
  float share = away > 0.0 ? 1.0 - nearness / away : 1.0;
  vec2 at = vec2(turn.x * p.x + turn.y * p.z, turn.z * p.y - turn.w * turned) * scale / share;
  bool hidden = share < 0.1;
  gl_Position = hidden ? vec4(2.0, 2.0, 0.0, 1.0) : vec4(at * 2.0 / view, 0.0, 1.0);
  gl_PointSize = diameter / clamp(share, 0.5, 2.0);
  edge = 2.0 / gl_PointSize;
  tint = color;
  kind = int(shape);
}`;

/** Circle, square, diamond, two triangles, plus, cross. */
export const FRAGMENT = `#version 300 es
precision mediump float;
in vec4 tint;
flat in int kind;
flat in float edge;
out vec4 result;
void main() {
  vec2 p = gl_PointCoord * 2.0 - 1.0;
  vec2 a = abs(p);
  bool inside = true;
  float cover = 1.0;
  if (kind == 0) cover = clamp((1.0 - length(p)) / edge, 0.0, 1.0);
  else if (kind == 1) inside = max(a.x, a.y) <= 0.8;
  else if (kind == 2) inside = a.x + a.y <= 1.0;
  else if (kind == 3) inside = p.y >= 2.0 * a.x - 1.0;
  else if (kind == 4) inside = -p.y >= 2.0 * a.x - 1.0;
  else if (kind == 5) inside = min(a.x, a.y) <= 0.34;
  else inside = abs(a.x - a.y) <= 0.45;
  if (!inside) discard;
  float opacity = tint.a * cover;
  result = vec4(tint.rgb * opacity, opacity);
}`;
