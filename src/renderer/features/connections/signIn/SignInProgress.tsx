/** Signing in with the browser, while it waits: the code to compare, how long it is valid, and the way out. */
import { Check, Copy, ExternalLink } from 'lucide-react';
import { useEffect } from 'react';
import type { SignInState } from '../../../../shared/signIn.ts';
import { text } from '../../../app/text/text.ts';
import { Button } from '../../../ui/Button.tsx';
import { useAnnounce } from '../../../ui/LiveRegion.tsx';
import { useTimeLeft } from './useTimeLeft.ts';
import './signIn.css';
import { useConfirmation } from '../../../ui/useConfirmation.ts';

type WaitingState = Extract<SignInState, { kind: 'waiting' }>;

interface SignInProgressProps {
  readonly state: WaitingState;
  readonly onCancel: () => void;
}

const words = text.connections.signIn;
export function SignInProgress({ state, onCancel }: SignInProgressProps) {
  const { userCode, verificationHost, expiresAt } = state;
  const announce = useAnnounce();
  const left = useTimeLeft(expiresAt) ?? 0;
  const title = words.waitingTitle(verificationHost);
  useEffect(() => {
    announce(`${title}: ${userCode}`);
  }, [announce, title, userCode]);
  return (
    <div className="sign-in-progress" role="group" aria-label={title}>
      <p className="sign-in-title">
        <ExternalLink aria-hidden="true" />
        {title}
      </p>
      <div className="sign-in-code-row">
        <output className="sign-in-code" aria-label={words.code}>
          {userCode}
        </output>
        <CopyCode code={userCode} />
      </div>
      <p className="ui-field-hint">{words.waiting}</p>
      <div className="sign-in-foot">
        <span className="ui-field-hint">{words.left(left)}</span>
        <Button size="sm" onClick={onCancel}>
          {words.cancel}
        </Button>
      </div>
    </div>
  );
}

function CopyCode({ code }: { readonly code: string }) {
  const announce = useAnnounce();
  const [copied, confirm] = useConfirmation();
  const copy = async () => {
    await navigator.clipboard.writeText(code);
    confirm();
    announce(words.copied);
  };
  return (
    <Button size="sm" icon={copied ? <Check /> : <Copy />} onClick={() => void copy()}>
      {copied ? words.copied : words.copy}
    </Button>
  );
}
