import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { CodeBlock } from './CodeBlock.tsx';

const code = 'const answer = 42;\nlet other;';
const block = <CodeBlock code={code} language="ts" streaming={false} />;
const coloured = (container: HTMLElement) => container.querySelectorAll('[class^="syntax-"]').length;

test('code that was in sight before comes back in colour at once', async () => {
  const before = render(block);
  expect(coloured(before.container)).toBe(0);
  // The first word of the last line.
  await screen.findByText('let', { selector: 'span' });
  const spans = coloured(before.container);
  before.unmount();
  const { container, rerender } = render(block);
  expect(coloured(container)).toBe(spans);
  rerender(<CodeBlock code="plain words" language="" streaming={false} />);
  expect(container.querySelector('code')?.textContent).toBe('plain words\n');
  expect(coloured(container)).toBe(0);
});
