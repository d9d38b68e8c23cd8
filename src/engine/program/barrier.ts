/**
 * How threads that share a memory wait for each other, by a few words in it, each in a cache line of its own:
 *
 *     command      how many pieces of work the first thread has given out; the others wait for it to change
 *     arrived      threads that stand at the barrier
 *     generation   how often the barrier was opened; those who stand there wait for it to change
 *     present      threads beside the first that have begun to wait for commands
 *     over         not 0: nobody waits any more (the training is at its end, or a thread was lost)
 *     threads      how many do the present piece of work, and after it the piece itself, see `sharedStep.ts`
 *
 * Who waits looks at the word again and again for some ten microseconds, then sleeps until it is woken. The first thread does
 * not sleep for ever: if nothing has come after two seconds, another thread is lost, and it says so in `over`.
 */
import { atomic, timedOut } from '../assembler/atomic.ts';
import type { FunctionBuilder, FunctionHandle } from '../assembler/functionBuilder.ts';
import type { ModuleBuilder } from '../assembler/moduleBuilder.ts';
import { type Address, at, further, type I32, i32 } from '../assembler/value.ts';
import { type BarrierAddress, type Word, wordAddress } from '../memory/barrierWords.ts';
import type { Layout } from '../memory/layout.ts';

/** How often a waiting thread looks before it sleeps: about 30 µs. */
const looks = 20_000;
/** Nanoseconds after which a thread that does not come is lost: more than a busy machine keeps one waiting. */
const patience = 2_000_000_000;
const forEver = -1;

export function wordAt(layout: BarrierAddress, word: Word): Address {
  return at(i32.const(wordAddress(layout, word)));
}

/** How many sleep at a word: in the next four bytes. */
function sleepersAt(word: Address): Address {
  return further(word, 4);
}

export interface Barrier {
  /** Waits until a word is another than it was: address, old number, who waits. */
  readonly wait: FunctionHandle;
  /** Comes back when all threads of the task have called it: who calls. */
  readonly barrier: FunctionHandle;
}

export function buildBarrier(module: ModuleBuilder, layout: Layout): Barrier {
  const wait = module.function(['i32', 'i32', 'i32'], null, (f) => writeWait(f, layout));
  return { wait, barrier: module.function(['i32'], null, (f) => writeBarrier(f, layout, wait)) };
}

/** Adds one to a word and wakes those who sleep there. */
export function announce(f: FunctionBuilder, word: Address): void {
  f.let(atomic.add(word, i32.const(1)));
  // Who begins to sleep after this look finds the new number first.
  f.if(atomic.load(sleepersAt(word)), () => void f.let(atomic.notify(word, i32.const(-1))));
}

function writeWait(f: FunctionBuilder, layout: Layout): void {
  const [word, old, thread] = [at(f.parameter(0, 'i32')), f.parameter(1, 'i32'), f.parameter(2, 'i32')];
  const over = wordAt(layout, 'over');
  const stillWaits = (): I32 => i32.and(i32.equal(atomic.load(word), old), i32.equal(atomic.load(over), i32.const(0)));
  const left = f.let(i32.const(looks));
  f.repeatWhile(
    () => i32.and(stillWaits(), i32.notEqual(left, i32.const(0))),
    () => f.set(left, i32.sub(left, i32.const(1))),
  );
  f.if(stillWaits(), () => {
    f.let(atomic.add(sleepersAt(word), i32.const(1)));
    f.repeatWhile(stillWaits, () => {
      const woken = f.let(atomic.wait(word, old, i32.select(i32.const(forEver), i32.const(patience), thread)));
      f.if(i32.equal(woken, i32.const(timedOut)), () => writeEnd(f, layout));
    });
    f.let(atomic.add(sleepersAt(word), i32.const(-1)));
  });
}

/** Nobody is to wait any more. */
function writeEnd(f: FunctionBuilder, layout: Layout): void {
  f.storeAtomic(wordAt(layout, 'over'), i32.const(1));
  for (const word of ['command', 'generation'] as const) f.let(atomic.notify(wordAt(layout, word), i32.const(-1)));
}

function writeBarrier(f: FunctionBuilder, layout: Layout, wait: FunctionHandle): void {
  const [arrived, generation] = [wordAt(layout, 'arrived'), wordAt(layout, 'generation')];
  const threads = f.let(atomic.load(wordAt(layout, 'threads')));
  f.if(i32.less(i32.const(1), threads), () => {
    const old = f.let(atomic.load(generation));
    const others = f.let(atomic.add(arrived, i32.const(1)));
    f.if(i32.equal(others, i32.sub(threads, i32.const(1))), () => {
      f.storeAtomic(arrived, i32.const(0));
      announce(f, generation);
    });
    f.call(wait, generation.pointer, old, f.parameter(0, 'i32'));
  });
}
