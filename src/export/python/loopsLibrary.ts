/** What the loops call: matrices as lists of lists, functions of one number, NumPy's random numbers. */
import type { Library } from '../base/library.ts';

export const loopsLibrary: Library = {
  zeros: `def zeros(rows, columns):
    """A matrix as a list of its rows."""
    return [[0.0] * columns for _ in range(rows)]`,
  transposed: `def transposed(matrix):
    """Rows become columns."""
    return [list(line) for line in zip(*matrix)]`,
  sigmoid: `def sigmoid(z):
    """1 / (1 + e^(-z)), without overflow."""
    return 1 / (1 + math.exp(-z)) if z > -700 else 0.0`,
  softplus: `def softplus(z):
    """log(1 + e^z), without overflow."""
    return max(z, 0.0) + math.log1p(math.exp(-abs(z)))`,
  normal_share: `def normal_share(z):
    """The share of the normal distribution below z."""
    return 0.5 * (1 + math.erf(z / math.sqrt(2)))`,
  softmax: `def softmax(column):
    """Of the logits of one example; without their largest, so that nothing overflows."""
    largest = max(column)
    powers = [math.exp(z - largest) for z in column]
    return [power / sum(powers) for power in powers]`,
  log_softmax: `def log_softmax(column):
    """The logarithm of softmax, which may be too small for a number of its own."""
    largest = max(column)
    logarithm = math.log(sum(math.exp(z - largest) for z in column))
    return [z - largest - logarithm for z in column]`,
  seeded: `def seeded(seed):
    """The state of the Mersenne Twister that NumPy makes of a number."""
    key = [seed]
    for i in range(1, 624):
        key.append((1812433253 * (key[-1] ^ (key[-1] >> 30)) + i) & 0xFFFFFFFF)
    return key`,
  seeded_by_list: `def seeded_by_list(seeds):
    """The same of several numbers."""
    key = seeded(19650218)
    i = 1
    for k in range(max(624, len(seeds))):
        j = k % len(seeds)
        key[i] = ((key[i] ^ (1664525 * (key[i - 1] ^ (key[i - 1] >> 30)))) + seeds[j] + j) & 0xFFFFFFFF
        i += 1
        if i == 624:
            key[0], i = key[623], 1
    for _ in range(623):
        key[i] = ((key[i] ^ (1566083941 * (key[i - 1] ^ (key[i - 1] >> 30)))) - i) & 0xFFFFFFFF
        i += 1
        if i == 624:
            key[0], i = key[623], 1
    key[0] = 0x80000000
    return key`,
  RandomState: `class RandomState:
    """The numbers of numpy.random.RandomState."""

    def __init__(self, seed):
        key = seeded(seed) if isinstance(seed, int) else seeded_by_list(seed)
        self.twister = Random()
        self.twister.setstate((3, (*key, 624), None))
        self.spare = None

    def rand(self):
        return self.twister.random()

    def randn(self):
        """Marsaglia's polar method makes two at a time; the second is kept for the next call."""
        if self.spare is not None:
            value, self.spare = self.spare, None
            return value
        r2 = 0.0
        while r2 >= 1 or r2 == 0:
            x1, x2 = 2 * self.rand() - 1, 2 * self.rand() - 1
            r2 = x1 * x1 + x2 * x2
        factor = math.sqrt(-2 * math.log(r2) / r2)
        self.spare = factor * x1
        return factor * x2

    def up_to(self, most):
        """A whole number from 0 to most: bits beyond it are thrown away."""
        value = most + 1
        while value > most:
            value = self.twister.getrandbits(32) & ((1 << most.bit_length()) - 1)
        return value

    def shuffle(self, values):
        for i in range(len(values) - 1, 0, -1):
            j = self.up_to(i)
            values[i], values[j] = values[j], values[i]

    def permutation(self, count):
        values = list(range(count))
        self.shuffle(values)
        return values`,
};
