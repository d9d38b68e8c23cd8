/** The table beside the configurations of the corpus: 120 rows, one column of every kind. */

const weekday = (i: number) => `2024-03-${String(1 + (i % 28)).padStart(2, '0')}`;

function row(i: number): string {
  const species = ['aster', 'daisy', 'rose'][i % 3];
  const frequency = i < 3 ? 'rare' : 'common';
  const rarity = i === 40 ? 'lost' : frequency;
  return [
    `p${1000 + i}`,
    `${10 + (i % 7)}.5`,
    (i * 37) % 101,
    ['clay', 'loam', 'peat', 'sand'][(i * 7) % 4],
    i % 5 < 2 ? 'yes' : 'no',
    species,
    (i + 1) * 1_000_000,
    'garden',
    '',
    weekday(i),
    rarity,
    `seen near the ${i % 11}. tree by ${i * 13} people, twice`,
  ].join(',');
}

export const plants: string = [
  'id,height,width,soil,wet,species,far,place,void,day,rarity,note',
  ...Array.from({ length: 120 }, (_, i) => row(i)),
  '',
].join('\n');
