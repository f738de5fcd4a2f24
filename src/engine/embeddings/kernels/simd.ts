// Four floats at once: the few operations that the other kernels are made of. AssemblyScript, not TypeScript.

/** a * b + c; fused, with one rounding, in the build for engines that know relaxed SIMD. */
// @ts-ignore: decorator
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/** The sums of the lanes of a, b, c and d, in this order. */
// @ts-ignore: decorator
@inline
export function sumLanes(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(
    v128.shuffle<f32>(a, b, 0, 4, 1, 5), // a0 b0 a1 b1
    v128.shuffle<f32>(a, b, 2, 6, 3, 7), // a2 b2 a3 b3
  );
  const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 4, 1, 5), v128.shuffle<f32>(c, d, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<f32>(ab, cd, 0, 1, 4, 5), v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
}

/** The sum of the four lanes. */
// @ts-ignore: decorator
@inline
export function sumOf(a: v128): f32 {
  return (
    f32x4.extract_lane(a, 0) + f32x4.extract_lane(a, 2) + (f32x4.extract_lane(a, 1) + f32x4.extract_lane(a, 3))
  );
}

/**
 * 1 / (1 + e^-x), to about 2e-7. e^y = 2^n · 2^f with n whole and |f| <= 1/2; 2^f by its Taylor polynomial of degree 6,
 * 2^n by the exponent's bits. Beyond ±30 the sigmoid is 0 or 1 in float32 anyway.
 */
export function sigmoid(x: v128): v128 {
  const limited = f32x4.max(f32x4.min(f32x4.neg(x), f32x4.splat(30)), f32x4.splat(-30));
  const power = f32x4.mul(limited, f32x4.splat(1.4426950408889634)); // y / ln 2
  const whole = f32x4.nearest(power);
  const rest = f32x4.mul(f32x4.sub(power, whole), f32x4.splat(0.6931471805599453));
  let series = f32x4.splat(1 / 720);
  series = multiplyAdd(series, rest, f32x4.splat(1 / 120));
  series = multiplyAdd(series, rest, f32x4.splat(1 / 24));
  series = multiplyAdd(series, rest, f32x4.splat(1 / 6));
  series = multiplyAdd(series, rest, f32x4.splat(0.5));
  series = multiplyAdd(series, rest, f32x4.splat(1));
  series = multiplyAdd(series, rest, f32x4.splat(1));
  const exponent = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(whole), i32x4.splat(127)), 23);
  const one = f32x4.splat(1);
  return f32x4.div(one, multiplyAdd(series, exponent, one));
}
