import { describe, expect, it } from 'vitest';
import { LinkService } from './LinkService.ts';
import type { LinkQuestion } from './LinkService.ts';

function serviceThatAnswers(answer: () => Promise<boolean>) {
  const questions: LinkQuestion[] = [];
  const opened: string[] = [];
  const links = new LinkService({
    confirm: (question) => {
      questions.push(question);
      return answer();
    },
    open: (href) => {
      opened.push(href);
      return Promise.resolve();
    },
  });
  return { links, questions, opened };
}

const yes = (): Promise<boolean> => Promise.resolve(true);
const no = (): Promise<boolean> => Promise.resolve(false);

describe('LinkService', () => {
  it('opens the re-serialised address once it is confirmed', async () => {
    const { links, opened } = serviceThatAnswers(yes);
    await expect(links.open(' https://Example.org/a b', 'the manual')).resolves.toBe(true);
    expect(opened).toEqual(['https://example.org/a%20b']);
  });

  it('opens nothing when the question is declined', async () => {
    const { links, opened } = serviceThatAnswers(no);
    await expect(links.open('https://example.org/', '')).resolves.toBe(false);
    expect(opened).toEqual([]);
  });

  it('asks with the host in punycode', async () => {
    const { links, questions } = serviceThatAnswers(no);
    await links.open('https://аpple.com/', 'apple');
    expect(questions).toMatchObject([{ url: { host: 'xn--pple-43d.com' }, misleadingText: null }]);
  });

  it('passes on a text that names another host', async () => {
    const { links, questions } = serviceThatAnswers(no);
    await links.open('https://evil.example/', 'https://good.example/login');
    expect(questions).toMatchObject([{ misleadingText: 'https://good.example/login' }]);
  });

  it.each([
    'javascript:alert(1)',
    'file:///etc/passwd',
    'smb://host/share',
    'https://good.example@evil.example/',
    '//x',
  ])('never asks about %s', async (address) => {
    const { links, questions } = serviceThatAnswers(yes);
    await expect(links.open(address, '')).rejects.toMatchObject({ code: 'link/refused' });
    expect(questions).toEqual([]);
  });

  it('asks one question at a time', async () => {
    let answer = (_yes: boolean): void => undefined;
    const { links, opened } = serviceThatAnswers(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    const first = links.open('https://example.org/1', '');
    await expect(links.open('https://example.org/2', '')).resolves.toBe(false);
    answer(true);
    await expect(first).resolves.toBe(true);
    expect(opened).toEqual(['https://example.org/1']);
  });
});
