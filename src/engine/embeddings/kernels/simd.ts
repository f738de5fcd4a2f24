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
 * 2^power, to about 1e-7: 2^n · 2^f with n whole and |f| <= 1/2; 2^f by its Taylor polynomial of degree 6, its terms paired
 * (Estrin's scheme) because a training step waits for this value; 2^n is added to the exponent's bits. For powers between -126
 * and 127.
 */
// @ts-ignore: decorator
@inline
export function powerOfTwo(power: v128): v128 {
  const rounding = f32x4.splat(12582912); // 1.5 · 2^23: a sum with it has n in its last bits
  const shifted = f32x4.add(power, rounding);
  const f = f32x4.sub(power, f32x4.sub(shifted, rounding));
  const f2 = f32x4.mul(f, f);
  const c01 = multiplyAdd(f, f32x4.splat(0.6931471805599453), f32x4.splat(1)); // (ln 2)^k / k!
  const c23 = multiplyAdd(f, f32x4.splat(0.05550410866482158), f32x4.splat(0.2402265069591007));
  const c45 = multiplyAdd(f, f32x4.splat(0.0013333558146428443), f32x4.splat(0.009618129107628477));
  const c456 = multiplyAdd(f2, f32x4.splat(0.00015403530393381608), c45);
  const fraction = multiplyAdd(f32x4.mul(f2, f2), c456, multiplyAdd(f2, c23, c01));
  return i32x4.add(fraction, i32x4.shl(shifted, 23));
}

/** 1 / (1 + e^-x), to about 2e-7. Beyond ±30 the sigmoid is 0 or 1 in float32 anyway. */
export function sigmoid(x: v128): v128 {
  const limited = f32x4.max(f32x4.min(x, f32x4.splat(30)), f32x4.splat(-30));
  const exponential = powerOfTwo(f32x4.mul(limited, f32x4.splat(-1.4426950408889634))); // -x / ln 2
  const one = f32x4.splat(1);
  return f32x4.div(one, f32x4.add(exponential, one));
}
