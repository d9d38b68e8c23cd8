/** Tests of names for little room: they fit, and those that differ stay different. */
import assert from 'node:assert/strict';
import { middleEllipsis, shortNames } from '../../../../webview/kit/text/shortNames.ts';

describe('webview/kit/text/shortNames', () => {
  it('shortNames(names, most) leaves alone what fits', () => {
    assert.deepEqual(shortNames(['x1', 'petal_width'], 11), ['x1', 'petal_width']);
  });

  it('shortNames(names, most) drops what all names begin with, and the column of a value; what tells some from the others stays', () => {
    assert.deepEqual(shortNames(['beak_length_mm', 'beak_depth_mm', 'beak_width'], 9), [
      'length_mm',
      'depth_mm',
      'width',
    ]);
    const names = ['island = Biscoe', 'island = Dream', 'beak_length_mm', 'beak_depth_mm', 'flipper_length_mm', 'sex'];
    assert.deepEqual(shortNames(names, 9), ['Biscoe', 'Dream', 'b…length', 'b…depth', 'flipper_…', 'sex']);
  });

  it('shortNames(names, most) shows the word that tells names of a group apart whole where it can', () => {
    const names = ['beak_length_mm', 'beak_depth_mm', 'body_mass_g', 'flipper_length_mm'];
    assert.deepEqual(shortNames(names, 12), ['beak_length…', 'beak_depth_…', 'body_mass_g', 'flipper_len…']);
    assert.deepEqual(shortNames(names, 10), ['b…length', 'b…depth_mm', 'body_mass…', 'flipper_l…']);
    assert.deepEqual(shortNames(['temperature_c', 'fruit_weight_g'], 9), ['temperat…', 'fruit_we…']);
    assert.deepEqual(shortNames(names, 6), ['b…leng', 'b…dept', 'body_…', 'flipp…']);
  });

  it('shortNames(names, most) keeps the value of "column = value" even where no other name has the column', () => {
    assert.deepEqual(shortNames(['irrigation = drip', 'light_h'], 10), ['drip', 'light_h']);
  });

  it('shortNames(names, most) fits into the room and keeps different names different', () => {
    const names = Array.from({ length: 40 }, (_, index) => `temperature_of_sensor_number_${index}_in_kelvin`);
    for (const most of [6, 9, 14, 22]) {
      const short = shortNames(names, most);
      assert.equal(new Set(short).size, names.length, `${most}: ${short.join(' ')}`);
      for (const name of short) assert.ok(name.length <= most, name);
    }
  });

  it('shortNames(names, most) does not make "is = yes" and "was = yes" the same', () => {
    const short = shortNames(['it_is = yes', 'it_is = no', 'it_was = yes', 'it_was = no'], 8);
    assert.equal(new Set(short).size, 4, short.join(' '));
  });

  it('middleEllipsis(name, most) keeps both ends', () => {
    assert.equal(middleEllipsis('flipper_length_mm', 9), 'flipp…_mm');
  });
});
