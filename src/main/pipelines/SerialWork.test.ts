import { describe, expect, it } from 'vitest';
import { SerialWork } from './SerialWork.ts';

/** Work that ends when it is told to. */
function held() {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { ended, end };
}

describe('SerialWork', () => {
  it('does one piece after the other on one thing, and does not hold up another', async () => {
    const work = new SerialWork<string>();
    const first = held();
    const order: string[] = [];
    const a = work.run('a', async () => {
      await first.ended;
      order.push('a1');
    });
    const later = work.run('a', async () => order.push('a2'));
    await work.run('b', async () => order.push('b'));
    first.end();
    await Promise.all([a, later]);
    expect(order).toEqual(['b', 'a1', 'a2']);
  });

  it('goes on after a failure, and tells when nothing is left', async () => {
    const work = new SerialWork<string>();
    const failing = work.run('a', () => Promise.reject(new Error('test')));
    const done: string[] = [];
    void work.run('a', async () => done.push('after'));
    await expect(failing).rejects.toThrow('test');
    await work.idle();
    expect(done).toEqual(['after']);
  });
});
