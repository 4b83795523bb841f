const VIEW = `#version 300 es
precision highp float;
uniform vec3 view;   // middle, zoom
uniform vec2 size;   // CSS pixels
uniform float scale; // of nodes
vec2 pixels(vec2 at) { return (at - view.xy) * view.z; }
vec4 clip(vec2 at) { return vec4(at / (size * 0.5), 0.0, 1.0); }
`;

const PAINT = `#version 300 es
precision highp float;
out vec4 paint;
`;

/** Hairlines: two nodes each, in the colours of both. */
export const HAIR = {
  vertex: `${VIEW}
in vec2 place;
in vec4 colour;
out vec3 tone;
void main() {
  tone = colour.rgb;
  gl_Position = clip(pixels(place));
}`,
  fragment: `${PAINT}
in vec3 tone;
uniform vec4 soft; // what tones are mixed with, and opacity
void main() {
  paint = vec4(mix(tone, soft.rgb, 0.45) * soft.a, soft.a);
}`,
};

/** Lines with width, heads and dashes: a strip from rim to rim of the two nodes. */
export const LINE = {
  vertex: `${VIEW}
in vec2 corner;
in vec4 ends;
in vec2 radii;
in vec4 from;
in vec4 to;
in vec4 traits; // bits of scene.ts, number of facts
uniform float heads; // length of a head, in pixels
out vec3 tone;
out vec2 spot; // along, across
flat out float span;
flat out float half_width;
flat out vec3 kind; // head at the start, at the end, dashes
void main() {
  vec2 a = pixels(ends.xy);
  vec2 b = pixels(ends.zw);
  vec2 way = b - a;
  float whole = max(length(way), 0.001);
  way /= whole;
  float start = min(radii.x * scale + 1.0, whole * 0.5);
  float stop = max(whole - radii.y * scale - 1.0, whole * 0.5);
  span = stop - start;
  float bits = floor(traits.x * 255.0 + 0.5);
  kind = vec3(mod(floor(bits / 2.0), 2.0), mod(bits, 2.0), mod(floor(bits / 4.0), 2.0));
  half_width = 0.5 * clamp(scale, 0.6, 1.4) * (1.0 + 0.5 * min(log2(max(traits.y * 255.0, 1.0)), 4.0));
  float reach = max(half_width, heads * 0.45) + 1.0;
  spot = vec2(span * corner.x, reach * corner.y);
  tone = mix(from.rgb, to.rgb, corner.x);
  gl_Position = clip(a + way * (start + spot.x) + vec2(-way.y, way.x) * spot.y);
}`,
  fragment: `${PAINT}
in vec3 tone;
in vec2 spot;
flat in float span;
flat in float half_width;
flat in vec3 kind;
uniform vec4 soft;
uniform float heads;
void main() {
  float from_head = kind.x > 0.5 ? spot.x : 1e6;
  float to_head = kind.y > 0.5 ? span - spot.x : 1e6;
  float near = min(from_head, to_head);
  bool in_head = near < heads && span > heads * 1.5;
  float reach = in_head ? near * 0.42 : half_width;
  if (kind.z > 0.5 && !in_head && mod(spot.x, 9.0) > 5.0) discard;
  float cover = clamp(reach - abs(spot.y) + 0.5, 0.0, 1.0);
  float alpha = cover * (in_head ? min(1.0, soft.a * 1.5) : soft.a);
  if (alpha < 0.01) discard;
  paint = vec4(mix(tone, soft.rgb, 0.35) * alpha, alpha);
}`,
};

/** Nodes in the shapes of shapes.ts (by number), with a rim in the colour of the ground. */
export const DISC = {
  vertex: `${VIEW}
in vec2 corner;
in vec2 place;
in float radius;
in vec4 colour;
out vec2 spot;
out vec3 tone;
flat out float reach;
flat out float shape;
void main() {
  reach = max(radius * scale, 0.9);
  spot = corner * (reach * 1.3 + 2.0);
  tone = colour.rgb;
  shape = reach < 2.0 ? 0.0 : floor(colour.a * 255.0 + 0.5);
  gl_Position = clip(pixels(place) + spot);
}`,
  fragment: `${PAINT}
in vec2 spot;
in vec3 tone;
flat in float reach;
flat in float shape;
uniform vec4 rim;
float away_from(vec2 at) {
  vec2 side = abs(at);
  if (shape == 1.0) return max(side.x, side.y) * 1.13;
  if (shape == 2.0) return max(at.y, side.x * 0.866 - at.y * 0.5) * 1.5;
  if (shape == 3.0) return (side.x + side.y) * 0.84;
  if (shape == 4.0) {
    float turn = mod(atan(at.x, at.y) + 0.62832, 1.25664) - 0.62832;
    vec2 edge = length(at) * vec2(cos(turn), abs(sin(turn)));
    return reach + dot(edge - vec2(1.25 * reach, 0.0), vec2(0.438, 0.899));
  }
  if (shape == 5.0) return max(side.y, side.x * 0.866 + side.y * 0.5) * 1.1;
  return length(at);
}
void main() {
  float away = away_from(spot);
  float inside = clamp(reach - away + 0.5, 0.0, 1.0);
  float round = reach > 2.5 ? clamp(reach + 1.2 - away + 0.5, 0.0, 1.0) : inside;
  if (round < 0.01) discard;
  paint = vec4(mix(rim.rgb, tone, inside) * round, round);
}`,
};
