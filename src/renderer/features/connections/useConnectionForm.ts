import { useState } from 'react';
import type { RefObject } from 'react';
import type { ConnectionSecret } from '../../../shared/connection.ts';
import type { ErrorInfo } from '../../../shared/errors.ts';
import { errorInfoOf } from '../../app/client.ts';
import { useWorkspace } from '../../app/WorkspaceContext.ts';
import type { ConnectionDraft, DraftProblems } from './connectionDraft.ts';
import { addressOf, connectionOf, problemsOf } from './connectionDraft.ts';
import { readTypedSecret } from './typedSecret.ts';

/** What the form has to say at its foot. */
export type Verdict =
  | { readonly kind: 'works'; readonly modelCount: number }
  | { readonly kind: 'failed'; readonly error: ErrorInfo }
  | { readonly kind: 'problem'; readonly sentence: string };

export type FormPhase = 'filling' | 'testing' | 'saving';

interface ConnectionFormOptions {
  readonly initial: ConnectionDraft;
  readonly form: RefObject<HTMLFormElement | null>;
  readonly onSaved: () => void;
}

/** The state of the form of a connection and its two deeds. What was typed stays whatever they answer. */
export function useConnectionForm({ initial, form, onSaved }: ConnectionFormOptions) {
  const workspace = useWorkspace();
  const [draft, setDraft] = useState(initial);
  const [problems, setProblems] = useState<DraftProblems>({});
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [phase, setPhase] = useState<FormPhase>('filling');
  const [insecure, setInsecure] = useState<'unasked' | 'asked' | 'allowed'>('unasked');

  const change = (patch: Partial<ConnectionDraft>) => {
    setDraft((known) => ({ ...known, ...patch }));
    setProblems({});
    setVerdict(null);
    if (addressOf({ ...draft, ...patch }) !== addressOf(draft)) setInsecure('unasked');
  };

  const fail = (error: ErrorInfo) => {
    if (error.code === 'connection/insecure-url') setInsecure('asked');
    setVerdict({ kind: 'failed', error });
  };

  /** What would be sent; null when something has to be put right first, which is then said. */
  const read = (): { readonly secret: ConnectionSecret | null } | null => {
    const found = problemsOf(draft);
    setProblems(found);
    if (Object.keys(found).length > 0 || form.current === null) return null;
    const typed = readTypedSecret(new FormData(form.current));
    if (typed.kind === 'secret') return typed;
    setVerdict({ kind: 'problem', sentence: typed.sentence });
    return null;
  };

  const run = async (next: FormPhase, deed: (input: SaveInput) => Promise<void>) => {
    const typed = read();
    if (typed === null) return;
    setPhase(next);
    setVerdict(null);
    try {
      await deed({
        connection: connectionOf(draft, Date.now()),
        ...(typed.secret === null ? {} : { secret: typed.secret }),
        ...(insecure === 'allowed' ? { allowInsecure: true } : {}),
      });
    } catch (caught) {
      fail(errorInfoOf(caught));
    } finally {
      setPhase('filling');
    }
  };

  const test = () =>
    run('testing', async (input) => {
      const answer = await workspace.client.request('connections.test', input);
      if (answer.ok) setVerdict({ kind: 'works', modelCount: answer.modelCount });
      else fail(answer.error);
    });

  const save = () =>
    run('saving', async (input) => {
      await workspace.saveConnection(input, input.connection);
      onSaved();
    });

  /** Anything else that is done from the form and may be refused. */
  const attempt = async (deed: () => Promise<void>) => {
    try {
      await deed();
    } catch (caught) {
      fail(errorInfoOf(caught));
    }
  };

  return { draft, change, problems, verdict, phase, insecure, setInsecure, test, save, attempt };
}

interface SaveInput {
  connection: ReturnType<typeof connectionOf>;
  secret?: ConnectionSecret;
  allowInsecure?: boolean;
}
