/** What a network's layers call in JavaScript. */
import type { Library } from '../base/library.ts';

export function functionLibrary(leakySlope: number): Library {
  return {
    slope: `const slope = ${leakySlope};`,
    layer: `/** W·x + b of one layer. */
function layer(W, b, x) {
  return W.map((row, j) => row.reduce((sum, w, k) => sum + w * x[k], 0) + b[j]);
}`,
    sigmoid: `/** 1 / (1 + e^(-z)) */
function sigmoid(z) {
  return 1 / (1 + Math.exp(-z));
}`,
    softplus: `/** log(1 + e^z), without overflow. */
function softplus(z) {
  return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
}`,
    softmax: `/** Without the largest logit, so that nothing overflows. */
function softmax(z) {
  const largest = Math.max(...z);
  const powers = z.map((logit) => Math.exp(logit - largest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}`,
    normalShare,
    matrix: `/** Numbers of eight bytes each as rows. */
function matrix(base64, columns) {
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  const rows = bytes.length / (8 * columns);
  return Array.from({ length: rows }, (_, j) =>
    Array.from({ length: columns }, (_, k) => view.getFloat64(8 * (j * columns + k), true)),
  );
}`,
  };
}

const normalShare = `/** The share of the normal distribution below z: by its series near 0, by its continued fraction far away. */
function normalShare(z) {
  const x = Math.abs(z);
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  let share = 0;
  if (x < 3) {
    let term = x;
    let sum = x;
    for (let n = 1; term > 1e-18; n++) {
      term *= (x * x) / (2 * n + 1);
      sum += term;
    }
    share = 0.5 - density * sum;
  } else {
    let fraction = x;
    for (let n = 200; n > 0; n--) fraction = x + n / fraction;
    share = density / fraction;
  }
  return z > 0 ? 1 - share : share;
}`;
