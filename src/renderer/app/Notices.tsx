/** News of the whole window, above the chat: where keys and chats go when not to disk, and what failed behind the scenes. */
import { useState } from 'react';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { describeError, describeSessionOnly, describeUnsaved } from './text/en/errors.ts';
import { text } from './text/text.ts';
import { useProblems, useStatus } from './WorkspaceContext.ts';

const words = text.shell;

function SecretsNotice() {
  const secrets = useStatus((state) => state.secrets);
  if (secrets.kind === 'keychain') return null;
  return (
    <Banner tone="warning" shape="bar" role="status">
      {describeSessionOnly(secrets.reason)}
    </Banner>
  );
}

function HistoryNotice() {
  const history = useStatus((state) => state.history);
  const sessionOnly = useStatus((state) => state.secrets.kind === 'session');
  const [dismissed, setDismissed] = useState<string | null>(null);
  if (history.kind === 'memory') {
    // Without a keychain there is no key for the history either; the notice above has said so.
    if (sessionOnly) return null;
    const { title, next } = describeUnsaved(history.error);
    return (
      <Banner tone="danger" shape="bar" role="status" title={title}>
        {next} {words.history.memoryTitle}
      </Banner>
    );
  }
  const { quarantinedAs } = history;
  if (quarantinedAs === null || dismissed === quarantinedAs) return null;
  return (
    <Banner
      tone="warning"
      shape="bar"
      role="status"
      actions={
        <Button
          size="sm"
          variant="ghost"
          onClick={() => {
            setDismissed(quarantinedAs);
          }}
        >
          {words.dismiss}
        </Button>
      }
    >
      {text.errors.quarantined(quarantinedAs)}
    </Banner>
  );
}

function ProblemNotices() {
  const problems = useProblems((state) => state.problems);
  const dismiss = useProblems((state) => state.dismiss);
  return problems.map((problem) => {
    const { title, next } = describeError(problem);
    return (
      <Banner
        key={problem.code}
        tone="danger"
        shape="bar"
        role="alert"
        title={title}
        actions={
          <Button
            size="sm"
            variant="ghost"
            onClick={() => {
              dismiss(problem);
            }}
          >
            {words.dismiss}
          </Button>
        }
      >
        {next}
      </Banner>
    );
  });
}

export function Notices() {
  return (
    <>
      <SecretsNotice />
      <HistoryNotice />
      <ProblemNotices />
    </>
  );
}
