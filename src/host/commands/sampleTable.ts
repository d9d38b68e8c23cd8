/** The samples, each by the question that it answers. */
import { msg } from '../../config/wording/localize.ts';

export interface Sample {
  /** The configuration's file name in the folder of samples. */
  readonly file: string;
  readonly question: string;
  readonly about: string;
}

export const samples: readonly Sample[] = [
  {
    file: 'xor.nnconfig',
    question: msg('Why does it need a hidden layer?'),
    about: msg('XOR: four heaps of points that no straight line parts'),
  },
  {
    file: 'flower-2-4-1.nnconfig',
    question: msg('What do four hidden units see?'),
    about: msg('A flower of 400 points: each unit bends the plane once'),
  },
  {
    file: 'iris.nnconfig',
    question: msg('Which of three species is it?'),
    about: msg('150 irises by two measures, every unit drawn over the plane'),
  },
  {
    file: 'penguins.nnconfig',
    question: msg('What about words and gaps in a table?'),
    about: msg('Penguins by island, sex and measures; some are missing'),
  },
  {
    file: 'greenhouse.nnconfig',
    question: msg('How much, instead of which?'),
    about: msg('The yield and the weight of tomatoes: two numbers at once'),
  },
  {
    file: 'flower-large-alpha.nnconfig',
    question: msg('What if the learning rate is too large?'),
    about: msg('The cost leaps over the valley; divide α by 3 while it runs'),
  },
  {
    file: 'flower-linear-layers.nnconfig',
    question: msg('What are twenty units worth without a bend?'),
    about: msg('Linear layers collapse into one straight line'),
  },
  {
    file: 'flower-zero-initialization.nnconfig',
    question: msg('What if all weights start at zero?'),
    about: msg('Nothing moves: every unit stays like every other'),
  },
];
