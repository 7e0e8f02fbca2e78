import { describe, expect, it } from 'vitest';
import { Consents } from './Consents.ts';

/** A person who answers when the test says so. */
class Person {
  readonly seen: string[] = [];
  readonly #answers: ((allowed: boolean) => void)[] = [];

  asks(thing: string): () => Promise<boolean> {
    return () => {
      this.seen.push(thing);
      return new Promise((resolve) => this.#answers.push(resolve));
    };
  }

  async answer(allowed: boolean): Promise<void> {
    await expect.poll(() => this.#answers.length).toBeGreaterThan(0);
    this.#answers.shift()?.(allowed);
  }
}

const refused = { code: 'sign-in/not-confirmed' };

describe('consents', () => {
  it('are asked for once, by however many, and hold for that one thing', async () => {
    const person = new Person();
    const consents = new Consents();
    const both = [consents.require('a', person.asks('a')), consents.require('a', person.asks('a'))];
    await person.answer(true);
    await Promise.all(both);
    await consents.require('a', person.asks('a'));
    expect(person.seen).toEqual(['a']);
    const other = consents.require('b', person.asks('b'));
    await person.answer(false);
    await expect(other).rejects.toMatchObject(refused);
    expect(person.seen).toEqual(['a', 'b']);
  });

  it('are asked for again after a refusal', async () => {
    const person = new Person();
    const consents = new Consents();
    for (const allowed of [false, true]) {
      const asked = consents.require('a', person.asks('a'));
      await person.answer(allowed);
      await (allowed ? asked : expect(asked).rejects.toMatchObject(refused));
    }
    expect(person.seen).toEqual(['a', 'a']);
  });

  it('are asked for one after the other, and not without end', async () => {
    const person = new Person();
    const consents = new Consents();
    const many = Array.from({ length: 30 }, (_, index) => `thing ${String(index)}`);
    const outcomes = many.map((thing) =>
      consents.require(thing, person.asks(thing)).then(
        () => true,
        () => false,
      ),
    );
    await person.answer(true);
    await person.answer(true);
    await expect.poll(() => person.seen).toEqual(many.slice(0, 3));
    for (let left = 7; left > 0; left -= 1) await person.answer(true);
    const allowed = (await Promise.all(outcomes)).filter(Boolean);
    expect(allowed).toHaveLength(9);
    expect(person.seen).toHaveLength(9);
  });

  it('are not given by a dialog that fails', async () => {
    const failing = async (): Promise<boolean> => {
      throw new Error('No window');
    };
    const consents = new Consents();
    await expect(consents.require('a', failing)).rejects.toMatchObject(refused);
    await expect(consents.require('b', failing)).rejects.toMatchObject(refused);
  });
});
