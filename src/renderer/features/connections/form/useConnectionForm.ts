import { useEffect, useState } from 'react';
import type { RefObject } from 'react';
import type { Connection, ConnectionSecret } from '../../../../shared/connection.ts';
import type { ErrorInfo } from '../../../../shared/errors.ts';
import type { RouteOutput } from '../../../../shared/ipc/routes.ts';
import { errorInfoOf } from '../../../app/client.ts';
import { useWorkspace } from '../../../app/WorkspaceContext.ts';
import type { ConnectionDraft, DraftPatch, DraftProblems } from '../drafts/connectionDraft.ts';
import { addressOf, connectionOf, patched, problemsOf } from '../drafts/connectionDraft.ts';
import { readTypedSecret } from '../fields/typedSecret.ts';

/** How long each station on the way took, as far as a test came. */
export type Hops = RouteOutput<'connections.test'>['hops'];

/** What the form has to say at its foot. */
export type Verdict =
  | { readonly kind: 'works'; readonly modelCount: number; readonly hops: Hops }
  | { readonly kind: 'failed'; readonly error: ErrorInfo; readonly hops: Hops }
  | { readonly kind: 'problem'; readonly sentence: string };

export type FormPhase = 'filling' | 'testing' | 'saving';

interface ConnectionFormOptions {
  readonly initial: ConnectionDraft;
  readonly form: RefObject<HTMLFormElement | null>;
  readonly onSaved: () => void;
}

interface SaveInput {
  connection: Connection;
  secret?: ConnectionSecret;
  allowInsecure?: boolean;
}

/** The state of the form of a connection and its two deeds. What was typed stays whatever they answer. */
export function useConnectionForm({ initial, form, onSaved }: ConnectionFormOptions) {
  const workspace = useWorkspace();
  const [draft, setDraft] = useState(initial);
  const [problems, setProblems] = useState<DraftProblems>({});
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [phase, setPhase] = useState<FormPhase>('filling');
  const [insecure, setInsecure] = useState<'unasked' | 'asked' | 'allowed'>('unasked');

  // What has to be put right first is where one goes on.
  useEffect(() => {
    const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    const folded = wrong?.closest('details');
    if (folded) folded.open = true;
    wrong?.focus();
  }, [form, problems]);

  const change = (patch: DraftPatch) => {
    setDraft((known) => patched(known, patch));
    setProblems({});
    setVerdict(null);
    if (addressOf(patched(draft, patch)) !== addressOf(draft)) setInsecure('unasked');
  };

  const fail = (error: ErrorInfo, hops: Hops = []) => {
    if (error.code === 'connection/insecure-url') setInsecure('asked');
    setVerdict({ kind: 'failed', error, hops });
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
      if (answer.ok) setVerdict({ kind: 'works', modelCount: answer.modelCount, hops: answer.hops });
      else fail(answer.error, answer.hops);
    });

  const save = () =>
    run('saving', async (input) => {
      await workspace.saveConnection(input, input.connection);
      onSaved();
    });

  /** Begins to sign in with what stands in the form. */
  const signIn = () =>
    run('filling', async ({ connection }) => workspace.signIns.getState().begin(connection));

  /** Anything else that is done from the form and may be refused. */
  const attempt = async (deed: () => Promise<void>) => {
    try {
      await deed();
    } catch (caught) {
      fail(errorInfoOf(caught));
    }
  };

  return { draft, change, problems, verdict, phase, insecure, setInsecure, test, save, signIn, attempt };
}
