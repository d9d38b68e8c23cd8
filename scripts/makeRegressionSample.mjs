/**
 * Writes samples/greenhouse.csv: an invented greenhouse, 400 plots, two numbers to predict (yield and fruit weight). The law
 * behind it is not linear: growth has an optimum of temperature that shifts with light, CO₂ saturates, cultivars differ, and
 * dry soil costs. Seeded: every run writes the same file.
 *
 *     node scripts/makeRegressionSample.mjs
 */
import { writeFileSync } from 'node:fs';

/** A small multiplicative generator (Lehmer, modulus 2³¹ − 1). */
function generator(seed) {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

const random = generator(20240);
const between = (low, high) => low + (high - low) * random();
const normal = () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
const pick = (words) => words[Math.floor(random() * words.length)];

const cultivars = { Amber: [1.0, 92], Bistro: [0.78, 131], Coral: [1.18, 74] };
const irrigation = { drip: 1.08, flood: 0.9, mist: 1.0 };

function plot() {
  const temperature = between(14, 34);
  const light = between(6, 17);
  const humidity = between(38, 92);
  const co2 = between(380, 1150);
  const nitrogen = between(20, 160);
  const cultivar = pick(Object.keys(cultivars));
  const watering = pick(Object.keys(irrigation));
  const pruned = random() < 0.6 ? 'yes' : 'no';
  const [vigor, weight] = cultivars[cultivar];
  const warmth = Math.exp(-(((temperature - 20 - 0.35 * light) / 6.5) ** 2));
  const food = (nitrogen / (nitrogen + 40)) * (nitrogen > 125 ? 1 - (nitrogen - 125) / 120 : 1);
  const air = co2 / (co2 + 420);
  const damp = humidity > 80 ? 1 - (humidity - 80) / 40 : 1;
  const grown = 21 * vigor * irrigation[watering] * warmth * Math.sqrt(light) * food * air * damp;
  const yieldKg = Math.max(0.2, grown * (pruned === 'yes' ? 0.94 : 1) + 0.5 * normal());
  const fruit = weight * (pruned === 'yes' ? 1.15 : 1) * (0.72 + 0.4 * warmth) - 0.9 * yieldKg + 2 * normal();
  return [
    temperature.toFixed(1),
    light.toFixed(1),
    humidity.toFixed(0),
    co2.toFixed(0),
    nitrogen.toFixed(0),
    cultivar,
    watering,
    pruned,
    fruit.toFixed(1),
    yieldKg.toFixed(2),
  ];
}

const header =
  'temperature_c,light_h,humidity_pct,co2_ppm,nitrogen_kg_ha,cultivar,irrigation,pruned,fruit_weight_g,yield_kg';
const rows = Array.from({ length: 400 }, () => plot().join(','));
writeFileSync(new URL('../samples/greenhouse.csv', import.meta.url), `${[header, ...rows].join('\n')}\n`);
